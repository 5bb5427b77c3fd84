/** Headings that part a page: the programme itself, practical matters, background, hours that are no programme. */
export type Section = 'programme' | 'practical' | 'about' | 'hours'

const PROGRAMME =
  /^(?:(?:foreløpig|førebels|endelig|preliminärt|preliminary|detaljert|draft|final|fullstendig|dagens|fagleg|faglig|konference|konferanse|møte|seminar)\s*)?(?:program(?:met|me|oversikt|översikt|oversigt)?|konferanseprogram|konferenceprogram|konferensprogram|møteprogram|seminarprogram|dagsprogram|prográmma|agenda|(?:saksliste|sakliste|sakspapir|dagsorden|dagordning|føredragningsliste|föredragningslista)(?: (?:for|for|til|till) \p{L}+)?|schedule|timetable|timeplan|tidsskjema|tidsplan|tidtabell|kjøreplan|køreplan)(?:\s+(?:for (?:dagen|dagene|møtet|konferansen|seminaret)|\d{4}))?\s*:?$/iu
const PRACTICAL =
  /^(?:praktisk|praktiske|practical|påmelding|påmeldingsfrist|anmälan|tilmelding|registration (?:information|fee|fees)|how to register|sign up|kontakt|kontaktperson(?:er)?|kontaktpersonar|contact|contacts|pris|priser|prisar|kostnad|kostnader|costs?|fees?|deltakeravgift|deltakaravgift|deltagaravgift|avgift|overnatting|overnatning|övernattning|boende|hotel|hotell|accommodation|sted|stad|plats|adresse|adress|venue|location|lokale|når|når\?|hvor|kvar|hvor\?|kvar\?|var\?|where|when|tid|tidspunkt|tidsramme|tid og sted|tid og stad|tid och plats|tid og sted|frist|frister|fristar|deadline|deadlines|endringer|endringar|avmelding|avbestilling|avanmälan|cancellation|transport|reise|reise og opphold|getting there|travel|parkering|målgruppe|målgrupp|target group|hvem|for hvem|lenker|länkar|links|dokumenter|documents|vedlegg|bilag|digital deltakelse|teknisk|zoom|spørsmål\?|frågor\?|questions\?|mat|allergier|dieđut|dieđiheapmi|báiki|áigi)(?:\s+(?:informasjon|information|info|opplysninger|opplysningar|oplysninger|uppgifter|details|og kostnader|og pris|og overnatting|og opphold|om reise))?\s*:?$/iu
const ABOUT =
  /^(?:om (?:møtet|seminaret|konferansen|konferensen|konferencen|prosjektet|projektet|arrangementet|kurset|dagen|foredragsholderne|føredragshaldarane|innlederne|talarna|föreläsarna|oplægsholderne|oss|arrangøren|bakgrunnen)|om \p{L}+(?:konferansen|seminaret|møtet|dagene|dagane|dagarna)|about(?: (?:the|us|this) ?\p{L}*)?|bakgrunn|bakgrund|baggrund|background|formål|føremål|syfte|purpose|mål|tema|foredragsholdere|foredragsholderne|speakers|about the speakers|biografier|abstracts?|sammendrag|birra)\s*:?$/iu
const HOURS =
  /^(?:åpningstider?|opningstider?|öppettider|åbningstider|opening hours|opening times|telefontid|kontortid|rutetider|rutetabell|busstider|tidevann|flo og fjære|tidvatten|tide(?:s| table)?|gudstjenester|rahpanáiggit)(?:\s+[\p{L}\s]{0,30})?\s*:?$/iu

/** The section a line opens, or null when it is no such heading. */
export function sectionOf(text: string): Section | null {
  if (text.length > 70) return null
  const t = text.trim()
  if (PROGRAMME.test(t)) return 'programme'
  if (HOURS.test(t)) return 'hours'
  if (PRACTICAL.test(t)) return 'practical'
  if (ABOUT.test(t)) return 'about'
  return null
}
