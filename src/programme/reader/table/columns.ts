/** What the columns of a table hold, by the words above them. */

/** `office` belongs to the person beside it; `chair` leads and does not speak; `skip` counts or sorts and tells readers nothing. */
export type Role =
  | 'time'
  | 'start'
  | 'end'
  | 'duration'
  | 'date'
  | 'title'
  | 'who'
  | 'office'
  | 'chair'
  | 'where'
  | 'track'
  | 'note'
  | 'skip'

const WORDS: readonly (readonly [Role, string])[] = [
  [
    'time',
    'tid tider tidspunkt tidspunkter klokkeslett klokkeslæt klokke klokka klokkan klokken klockan klockslag kl tidsrom tidpunkt time times when når när hvornår áigi áiggit diibmu hours tidsramme tidsplan kl.slett',
  ],
  [
    'start',
    'fra frå från from fra_kl kl_fra start_kl starttid_kl start starttid startar starter start_time begynner börjar starttidspunkt álgu álgá rájes begin begins starts',
  ],
  [
    'end',
    'til till to til_kl kl_til slutt_kl slutttid slutt slut slutter slutar end sluttid sluttidspunkt end_time ends loahppa rádjái gitta finish until',
  ],
  ['duration', 'varighet varigheit varighed längd lengde duration min minutter minuter minutes antall_min tidsbruk length'],
  ['date', 'dato datum date dates day dag dager ukedag vekedag veckodag ugedag weekday beaivi beaivemearri dáhton'],
  [
    'title',
    'hva kva what vad hvad program programme programpost programpunkt tema temaer topic topics tittel title innslag emne emner ämne innhold innhald innehåll indhold aktivitet aktiviteter activity sak saker sakstittel session sessions sesjon økt event post punkt agenda agendapunkt item foredrag føredrag innlegg inlägg indlæg föredrag presentation presentasjon subject fáddá ášši mii sisdoallu talk rubrik overskrift arrangement hendelse workshop activities',
  ],
  [
    'who',
    'hvem kven vem who ansvarlig ansvarleg ansvarlige ansvarig ansvarige foredragsholder foredragsholdere foredragshaldar føredragshaldar føredragshaldarar speaker speakers presenter presenters innleder innledere innleiar talare föreläsare föredragshållare oplægsholder oplægsholdere navn namn name bidragsyter bidragsytere medvirkende medverkande ved v/ gii presented_by led_by lecturer responsible foreleser forelesere person personer author authors holdes_av ovddasvástideaddji logaldalli deltakere deltaker kursholder kursleder ansvar ansvarshavende ansvarshavar taler talere talar talarar föredragande presentatör inledare inledere presentasjon_ved oplæg_ved innledes_av bidrag_fra arrangør arrangører vert vertskap instruktør instruktor host hosts lead panelists panelister facilitator facilitators',
  ],
  [
    'office',
    'stilling role rolle position organisasjon organisation organization institusjon institution affiliation arbeidssted arbeidsplass arbeidsstad virksomhet kommune bibliotek company arbetsplats employer tittel_og_arbeidssted tilhørighet',
  ],
  [
    'chair',
    'ordstyrer ordstyrar ordstyrere møteleder møteleiar mødeleder moderator moderatorer chair session_chair ordförande mötesledare',
  ],
  ['where', 'sted stad plats rom room rooms lokale lokal sal hvor kvar var where venue location báiki møterom place lanja'],
  ['track', 'spor track stream parallell parallel parallellsesjon sesjonsspor gruppe spår'],
  [
    'note',
    'merknad merknader merknadar kommentar kommentarer kommentarar notat comment comments note notes info informasjon information beskrivelse beskrivning beskriving description abstract sammendrag samandrag omtale form metode type kind kategori språk language målgruppe lenke link status materiell utstyr saksdokument dokument dokumenter vedlegg dieđut',
  ],
  ['skip', 'nr no nummer number saksnr sak_nr saksnummer punkt_nr id #'],
]

const ROLE: ReadonlyMap<string, Role> = new Map(
  WORDS.flatMap(([role, words]) => words.split(' ').map((word) => [word.replaceAll('_', ' '), role] as const)),
)

/** In whatever word it stands: "Saksansvarlig", "Invitert foredragsholder". */
const SPEAKS =
  /ansvarl[ie]|ansvarig|foredragsholde|føredragshaldar|foredragshaldar|föredragshållare|föreläsare|oplægsholder|innleder|innleiar|inledare|speaker|presenter$/

const JOINT = /\s*(?:\/|,|&|\+|–|-|\sog\s|\soch\s|\sand\s|\sja\s)\s*/
const PLAIN = /^[^\s*:_?.(]+(?: [^\s*:_?.(]+)*$/

/** The role that the words above a column give it; null where they name something else, such as a room or a day. */
export function roleOf(name: string): Role | null {
  if (!/[\p{L}#]/u.test(name)) return null
  const lower = name.toLowerCase()
  const words = PLAIN.test(lower)
    ? lower
    : lower
        .replace(/[*:_?]|\(.*\)/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/[.\s]+$/, '')
        .trim()
  if (words === '' || words.length > 40) return null
  const known = ROLE.get(words)
  if (known) return known
  if (SPEAKS.test(words)) return 'who'
  // "Tema / aktivitet", "Sted og rom", "Start – slutt": the first word that is known.
  if (!JOINT.test(words)) return null
  const [first, second, ...more] = words.split(JOINT)
  if (first === undefined || second === undefined || more.length > 1) return null
  const roles = [ROLE.get(first), ROLE.get(second)]
  if (roles[0] === 'start' && roles[1] === 'end') return 'time'
  return roles[0] && roles[1] ? roles[0] : null
}
