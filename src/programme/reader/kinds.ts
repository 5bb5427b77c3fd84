/** What sort of row an item is, from the words of its title. */
import type { Kind, Language } from './shape.ts'

// Rules are tried from the top; each pattern is matched against the lower-cased title.
// `head` rules count only near the start: "Presentasjon av resultater fra workshop" is a talk, "Workshop om lesing" is not.
interface Rule {
  kind: Kind
  head?: true
  when: RegExp
  unless?: RegExp
}

const TALKING =
  /(?:foredrag|föredrag|föredrag|oplæg|keynote|plenary|presentasjon av|presentation av|erfaringer|erfaringar|innlegg|innledning om|forelesning|logaldallan)/

const LUNCH: Rule = {
  kind: 'lunch',
  when: /(?:^|[^\p{L}])(?:felles|gemensam|fælles|sen|tidlig|lett|servering av|avslutnings?|afslutnings|avslutande )?(?:lunsj\p{L}*|lunch\p{L}*|lunša\p{L}*|lunssa\p{L}*|lounas|gaskabeaivemállás\p{L}*|gaskabeaibiepmu|gaskabeaiborran\p{L}*|middagsmat|formiddagsmat|brunsj|brunch)/u,
  unless:
    /lunsj(?:foredrag|konsert|seminar)|lunch(?:föreläsning|seminarium|foredrag|konsert)|lunch (?:talk|lecture|seminar)|etter lunsj|efter lunch|after lunch|før lunsj/,
}
const REGISTRATION: Rule = {
  kind: 'registration',
  head: true,
  when: /(?:^|[^\p{L}])(?:registrering\p{L}*|registrer\p{L}*|registration\p{L}*|registration|innregistrering|innsjekk\p{L}*|innskriving|innskrivning|inskrivning|indskrivning|incheckning|indtjekning|check-?in|sign-?in|innsig|samling(?=$| och| og| med )|insläpp|oppmøte|frammøte|fremmøte|pålogging|påloggning|inloggning|log ?in|doors open|dørene åpn\p{L}*|dørene opn\p{L}*|dørene åpnes|dører åpnes|ankomst|arrival|arrivals|utdeling av navneskilt|dieđiheapmi|čálihall?an|registreren|boahtin ja)/u,
  unless: /ankomst (?:til|med|på|kl)|fly\b|buss|ferge|ankomstkaff|arrival (?:at|in|by) /u,
}
const BREAK: Rule = {
  kind: 'break',
  when: /(?:^|[^\p{L}])(?:\p{L}*pause\p{L}*|\p{L}*paus(?:en|er)?(?![\p{L}])|\p{L}*kaffe(?:paus\p{L}*|pause\p{L}*|rast|servering)?(?![\p{L}])|kaffi\p{L}*|\p{L}*fika\p{L}*|\p{L}*kaffe|coffee|tea|refreshments?|breather|beinstrekk\p{L}*|bensträck\p{L}*|benstræk\p{L}*|strekk på beina|strekke på|rast|recess|break|boddu|bottu|bo[dt][dt]u\p{L}*|\p{L}*boddu|[gk]á(?:ffe|fe)stallan|gáf[ef]\p{L}*|káf[ef]\p{L}*|luftepause|pust i bakken|te og kaffe|frukt(?:pause)?|kake|snacks?)(?![\p{L}])/u,
  unless:
    /breakfast|breakout|break-out|break out|prosjekt|gjennombrudd|kaffesamtale|kafésamtale|kaffekopp|kafédialog|fikasamtal|världscafé|world café/u,
}
const CLOSING: Rule = {
  kind: 'closing',
  when: /(?:^|[^\p{L}])(?:avslutning(?:en|sord)?(?![\p{L}])|avslutande ord|avsluttende (?:ord|kommentar\p{L}*)|avsluttande ord|avslutter|avsluttes|afslutning(?:en)?(?![\p{L}])|afrunding|avrunding|avrundning|oppsummering|opsummering|opsamling|summering(?:en)?|sammanfattning|sammenfatning|summary|slutt(?![\p{L}])|slutord|sluttord|slutord|slut(?![\p{L}])|vel heim|vel hjem|god tur hjem|god heimtur|tack för idag|takk for i dag|takk for no|tak for i dag|farvel|adjourn\p{L}*|closing|close(?:$| of)|closure|wrap[- ]?up|concluding remarks|final remarks|conclusion|conclusions|end of (?:the )?(?:day|conference|meeting|programme|seminar|workshop)|ends?$|goodbye|farewell|thanks and|dagen slutter|møteslutt|møtet slutt|programslut|programslutt|hejdå|konferansen avsluttes|vi runder av|vi slutter|loahpaheapmi|loahpahus|loahppa\p{L}*|loahpasánit|loahpahan\p{L}*)/u,
  unless: /avslutning av (?:økt|del|prosjekt)|close-?up|closed|farewell (?:dinner|party|reception)|slutt på|slutter aldri/u,
}
const WELCOME: Rule = {
  kind: 'welcome',
  when: /(?:^|[^\p{L}])(?:velkommen|velkomst\p{L}*|velkomen|velkomne|velkomst|välkommen|välkomna|välkomnande\p{L}*|välkomsth\p{L}*|velkommen|welcom\p{L}*|åpning(?:en|sord|stale|shilsen)?(?![\p{L}])|(?:konferansen|konferensen|konferencen|møtet|mötet|seminaret|dagen) (?:åpner|åpnes|öppnar|öppnas|åbner|åbnes|opnar)|åpner (?:møtet|konferansen|dagen|seminaret)|opning(?:a|sord)?(?![\p{L}])|åbning(?:en|stale)?(?![\p{L}])|öppning(?:en)?|öppnande|inledning(?:$| av| och| till dagen| till konf| ord)|inledande ord|innledning(?:$| og| til (?:dagen|møtet|konferansen|seminaret))|innleiing(?:$| og| til (?:dagen|møtet|konferansen|seminaret))|indledning(?:$| og)|opening(?:$| remarks| words| address| ceremony| of| and| session|,)|introduktion till dagen|introduksjon til (?:dagen|møtet|konferansen)|introduction(?:$| to the day| and welcome)|hilsen|hilsener|helsing|helsingar|hilsning\p{L}*|hälsning\p{L}*|greetings?|goddag|god morgen|god morgon|good morning|oppstart|programoppstart|møtestart|konferansestart|kick-?off|dagens agenda|dagens program|bures ?boahtin|buresboahtin|bures boahtán|álggahansánit|álggaheapmi|álggaheami\p{L}*|rahpan\p{L}*|rahpamuš|dearvvuođa\p{L}*|dearvvahus\p{L}*|dearvvuođat)/u,
  unless:
    /welcome (?:reception|dinner|drinks?|party)|velkomstmiddag|velkomstdrink|åpning av utstilling|åbning af udstilling|opening hours|velkomstkaffe|velkommen hjem|velkommen tilbake|welcome back|opening (?:of the exhibition|up)|åpningsforedrag|vernissage/u,
}
const PANEL: Rule = {
  kind: 'panel',
  when: /(?:^|[^\p{L}])(?:panel|paneler|panel\p{L}*|panelsamtal\p{L}*|paneldebatt\p{L}*|paneldebat|paneldiskusjon\p{L}*|paneldiskussion\p{L}*|panelet|debatt(?:en)?|debat(?:ten)?|debate|debahtta|roundtable|round table|rundabordssamtal\p{L}*|rundebordssamtale|podiediskusjon|pánel\p{L}*|digaštallan\p{L}*|fishbowl)(?![\p{L}])/u,
}
const SOCIAL: Rule = {
  kind: 'social',
  when: /(?:^|[^\p{L}])(?:\p{L}*middag(?:en)?(?![\p{L}])|\p{L}*middag i |dinner|banquet|bankett\p{L}*|reception|mottakelse\p{L}*|mottaking i|mottagning|mottagelse|mingl\p{L}*|mingel\p{L}*|mingel|aperiti\p{L}*|apéritif|drinks|wine|vinsmaking|bubbler|tapas|grill\p{L}*|\p{L}*quiz|pubquiz|\p{L}*kafé$|pub(?![\p{L}])|konsert\p{L}*|koncert\p{L}*|concert|musikk\p{L}*|musik(?![\p{L}])|musihk\p{L}*|kulturinnslag\p{L}*|kulturell?t? innslag|kulturelt? innslag|kulturindslag|kulturprogram|kulturdoallu\p{L}*|underholdning|underhaldning|underhållning|frokost|breakfast|frukost|morgenmad|aftensmad|kveldsmat|kvällsmat|kveldsmåltid|supper|kveldssete|fest(?:en)?(?![\p{L}])|jubileumsfest|jazz|allsang|dans(?![\p{L}])|joik\p{L}*|luohti|luođi\p{L}*|luođit|eahketmállás\p{L}*|eahketborran|mállás\p{L}*|feasta|iđitborran|guided tour|byvandring|stadsvandring|byrundtur|omvisning|omvising|rundvisning|visning av|guidet tur|(?:tur|vandring|spasertur|gåtur) (?:i|til|på|langs|opp|rundt|gjennom)|vandring|morgontur|morgentur|kveldstur|yoga|\p{L}*gympa|\p{L}*tur(?:en)?$|guided walk|walk|ceilidh|sang(?![\p{L}])|song(?![\p{L}])|sing-?along|utflukt|utflykt|udflugt|excursion|teaterforestilling|forestilling|filmvisning|sosialt|socialt|social|nettverksbygging|networking|nätverksmingel|velkomstdrink|kveldsarrangement|konsertopplevelse|badstu|sauna|bading|festmåltid|festmiddag\p{L}*)/u,
  unless:
    /musikk(?:bibliotek|utlån|samling|tjenest)|sosiale medier|sociala medier|sosiale |social (?:media|work|policy|science|inclusion|responsib|impact)|middagshvil|festival|sosialt (?:ansvar|arbeid)|networking break|konsertdokument/u,
}
const OTHER: Rule = {
  kind: 'other',
  head: true,
  when: /(?:^|[^\p{L}])(?:\p{L}*gruppearbeid\p{L}*|\p{L}*grupparbete\p{L}*|gruppearbejde\p{L}*|gruppediskusjon\p{L}*|gruppdiskussion\p{L}*|gruppesamtal\p{L}*|gruppsamtal\p{L}*|gruppeoppgave\p{L}*|group (?:work|discussions?|session|exercise)|breakout\p{L}*|break-?out\p{L}*|work ?shops?|workshop\p{L}*|verksted\p{L}*|verkstad\p{L}*|arbeidsverksted|arbeidsstove|bargobádji|joavkobarg\p{L}*|joavkosságast\p{L}*|avreise\p{L}*|avresa|avgang|afgang|hjemreise|heimreise|hemresa|hjemrejse|departure|depart|bus\b|buss\b|bussen|busstransport|bussavgang|transport|transfer|ferge|ferje|fly\b|flight|tog\b|avreis\p{L}*|vuolgin|egentid|fritid|fri tid|fritt|free time|tid til eg\p{L}*|egen tid|tid på eigen hand|eigentid|valg(?:$| av| til)|val(?:$| av)|election\p{L}*|årsmøte\p{L}*|årsmöte\p{L}*|årsmøde\p{L}*|generalforsamling\p{L}*|årsstämma|stämma|general assembly|annual (?:general )?meeting|agm|business meeting|(?:steering group|consortium|project|committee|staff|team|working group) meeting|styr(?:ings)?gruppemøte|indkvartering|innkvartering|inkvartering|jahkečoahkkin|styremøte|styrelsemöte|board meeting|saker|orienteringssaker|spørrerunde|spørretime|spørjerunde|\p{L}*(?:morgen|all|nettverks|avdelings|arbeids|gruppe|personal)møte|strategiarbeid|åpen mikrofon|arbeid (?:med|i)|øvels\p{L}*|parallell?\p{L}*|parallel\p{L}*|parallel|hovedsesjon|hovudsesjon|sesjon|session\b|plenum(?:$| )|plenumssamtale|\p{L}*drøft\p{L}*|diskusjon\p{L}*|diskussion\p{L}*|drøfting\p{L}*|discussion|open discussion|summing|spørsmål|spørsmålsrunde|frågor|frågestund|frågestund|spørgsmål|questions?|q ?& ?a|jearaldagat|ságastallan\p{L}*|samtale rundt bord\p{L}*|bordsamtaler|ordet fritt|ordet er fritt|åpen post|open post|eventuelt|ymse|felles planlegging|planlegging|evaluering|evaluation|vurdering|idédugnad|idedugnad|erfaringsutveksling|erfaringsdeling|erfarenhetsutbyte|erfaringsudveksling|runde(?!bord)|rundgang|poster\b|postersesjon\p{L}*|poster session|utstilling|utställning|exhibition|stands?|besøk|besøg|studiebesøk|studiebesök|site visit|visit|tour\b|befaring|reise|resa|journey|boarding|transit|ankomst (?:til|med)|fly fra|etterarbeid|status for prosjekt\p{L}*|tid til|tid for|refleksjon(?:$| )|reflektion|øvelse|øving|praktisk øvelse|exercise|speed ?dat\p{L}*|open space|kafédialog|world café|kafebord|unconference|lightning talks?$|arbeidsøkt|skriveøkt|work session|egenarbeid|utsjekk\p{L}*|utsjekking|check-?out|rigging|prøve|lydprøve|foto|fotografering|gruppebilde|group photo|prisutdeling|prisoverrekkelse|award\p{L}*)/u,
  unless: /plenumsforedrag|parallellføring/u,
}

/** Kind from the title alone; `language` matters for frokost, lunch in Danish and breakfast in Norwegian. */
export function kindOf(
  title: string,
  language: Language,
  about: { last: boolean; evening: boolean; speakers: number; beneath: string },
): Kind {
  const t = title.toLowerCase()
  const short = t.split(/\s+/).length <= 7
  const talks = TALKING.test(t)
  const lunchWords = language === 'da' ? /(?:^|[^\p{L}])(?:frokost\p{L}*|lunch|let frokost)/u : null
  const lunch = firstAt(LUNCH, t, lunchWords)
  const registration = firstAt(REGISTRATION, t)
  const pause = firstAt(BREAK, t)
  if (!talks && lunch >= 0 && (short || lunch < 14)) return registration >= 0 && registration < lunch ? 'registration' : 'lunch'
  if (registration >= 0 && (short || registration < 12) && !/ankomstkaff|arrival coffee/.test(t)) return 'registration'
  const opening = firstAt(WELCOME, t)
  if (pause >= 0 && (short || pause < 6) && opening < 0 && !talks && !(about.speakers > 0 && pause > 12)) {
    if (
      firstAt(OTHER, t) === 0 &&
      pause > 0 &&
      !/^uts?jekk/.test(t) &&
      !/^(?:poster|utstilling|exhibition|stand|utställning)/.test(t)
    )
      return 'other'
    return 'break'
  }
  const panel = firstAt(PANEL, t)
  const closing = firstAt(CLOSING, t)
  const social = firstAt(SOCIAL, t)
  const closes =
    closing >= 0 &&
    (about.last || /avslut|afslut|slutt?\b|vel h|hjem|heim|clos|adjourn|farewell|loahp/.test(t)) &&
    (short || closing < 12)
  if (opening >= 0 && (opening <= 12 || t.split(/\s+/).length <= 4) && !(closes && about.last && closing < opening))
    return 'welcome'
  if (closes && about.last) return 'closing'
  if (panel >= 0 && (panel < 10 || /panel|roundtable/.test(t))) return 'panel'
  if (!talks && social >= 0 && (social < 20 || short) && !(about.speakers > 0 && social > 12)) {
    const other = firstAt(OTHER, t)
    return other >= 0 && other < social ? 'other' : 'social'
  }
  if (!talks && about.speakers === 0 && /(?:^|\s)(?:i grupper|i grupp|i smågrupper|in groups|i plenum)(?![\p{L}])/u.test(t))
    return 'other'
  const other = firstAt(OTHER, t)
  if (!talks && other >= 0 && (other < 10 || (short && about.speakers === 0))) return 'other'
  if (closing >= 0 && closing < 12 && about.speakers === 0) return about.last ? 'closing' : 'other'
  if (about.evening && /arrangement|event|program på|kveld/.test(t)) return 'social'
  if (/^velkommen|^välkom|^welcome|^bures/.test(about.beneath.toLowerCase())) return 'welcome'
  if (/idedugnad|idédugnad/.test(about.beneath.toLowerCase())) return 'other'
  return 'talk'
}

function firstAt(rule: Rule, text: string, alternative: RegExp | null = null): number {
  if (rule.unless?.test(text)) return -1
  const at = text.search(alternative ?? rule.when)
  return at < 0 && alternative ? text.search(rule.when) : at
}
