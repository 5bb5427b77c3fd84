/** Norwegian writes in one word what others write in several: "bibliotekstrategi" is found as "strategi" too. Pure. */

/** The shortest part, unless it is one of those that everybody knows. */
const SHORTEST = 4
const LONGEST = 40

/** Words that stand in compounds everywhere in this field: what a corpus that is still small has not taught. */
const taught: ReadonlySet<string> = new Set(
  `ansvar arbeid arkiv avtale avdeling bank barn base besøk bibliotek bok bruker buss by bygg dag dato deltaker dokument drift
   eier enhet erfaring faglig filial folke forbund foredrag formidling forslag forum fylke fylkeskommune fylkes gruppe handling historie
   hjelp hylle informasjon innkjøp innleder innspill kartlegging kjøp klubb kommune konferanse kontakt kontor krav kultur kurs
   kveld lag leder leser lesing liste lokal lov lyd lån låner media medie melding mål møte navn nett nettverk område opplæring
   oppfølging ordning organisasjon oversikt penger person plan politikk post pris program prosjekt protokoll rapport referat
   region ressurs rom rutine råd sak saker samarbeid samling sal senter side skole språk stat statistikk sted stilling
   strategi styre støtte svar system tall tekst teknologi tid tilbud tilskudd tiltak tjeneste tur uke ungdom utlån utstilling
   utvalg utvikling vedtak verk verktøy web år årsmøte eige eigar leiar tenester skule nynorsk fag ord data digital digitale`
    .split(/\s+/)
    .filter(Boolean),
)
/** Endings that look like words: "melding" is no "meld" and "ing". */
const ENDINGS: ReadonlySet<string> = new Set(
  'ingen inger ingene ende elsen else elser heter heten skap skapet skaper isme ister lige lig eren erne erte ering eringen asjon asjonen asjoner sjon sjonen sjoner iske iskt aren arane aner enes'.split(
    ' ',
  ),
)
const INFLECTED = /(?:ene|enes|ens|ets|ers|ane|en|et|er|ar|a|e|s|n|t)$/

/** Whether a word is one by itself; `known` is asked of words and of words without their endings. */
export function isWord(part: string, known: (word: string) => boolean): boolean {
  if (ENDINGS.has(part)) return false
  if (taught.has(part)) return true
  const bare = part.replace(INFLECTED, '')
  if (bare !== part && taught.has(bare)) return true
  return part.length >= SHORTEST && (known(part) || (bare.length >= SHORTEST && known(bare)))
}

/** Every place at which a word could be parted: what comes before, with and without the letter that joins, and what comes after. */
export function* partings(word: string): Generator<readonly [head: string, tail: string]> {
  for (let at = 2; at <= word.length - 3; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)]
    if (at > 4 && /[se]$/.test(head)) yield [head.slice(0, -1), tail]
    yield [head, tail]
  }
}

/**
 * The parts of a compound, all the way down; empty where it is none.
 * @param known whether the corpus holds a word
 */
export function partsOf(word: string, known: (word: string) => boolean): string[] {
  if (word.length < 6 || word.length > LONGEST) return []
  let best: readonly [string, string] | null = null
  // The longest last part: it is what the thing is. What comes before may be a compound itself.
  for (const [head, tail] of partings(word)) {
    const short = head.length === 2 && head !== 'by'
    if (short || (best && best[1].length >= tail.length) || !isWord(tail, known)) continue
    if (isWord(head, known) || partsOf(head, known).length > 0) best = [head, tail]
  }
  if (!best) return []
  return [...new Set(best.flatMap((part) => [part, ...partsOf(part, known)]))]
}
