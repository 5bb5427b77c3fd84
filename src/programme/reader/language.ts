/** Which of the six languages a text is in, by small words and spellings that only one of them has. */
import type { Language } from './shape.ts'

const MARKS: Readonly<Record<Language, string>> = {
  nb: 'for av til på den og ikke hva hvordan hvorfor fra jeg noe lunsj velkommen åpning avslutning mandag tirsdag lørdag kommune fylkeskommune ved spørsmål vi ble også mellom hvem være innledning møte påmelding oppsummering erfaringer uke utvikling bibliotek biblioteket formidling gratis arrangementet fylkesbibliotek fylkesbiblioteket fylke biblioteksjef frokost ettermiddag deltakere programmet dere vennlig hilsen er med som',
  nn: 'for av til på den og ikkje kva korleis kvifor frå eg noko lunsj velkomen opning avslutning måndag tysdag laurdag kommune ved spørsmål vi vart også mellom kven vere innleiing møte påmelding oppsummering erfaringar ein eit dei meir me bibliotek biblioteka dagane kvar nokre saman tilskot framlegg utvikling fylkesbibliotek fylkesbiblioteket fylke ettermiddag programmet dykk venleg helsing er med som',
  da: 'for til på den og ikke hvad hvordan hvorfor fra jeg noget frokost velkommen åbning afslutning mandag tirsdag lørdag kommune ved spørgsmål vi blev også mellem hvem være indledning møde tilmelding opsamling erfaringer af uddannelse deltagere oplæg oplægsholder ankomst afgang fælles eftermiddag bibliotekerne programmet jer venlig hilsen er med som',
  sv: 'av till på den och inte vad hur varför från jag något lunch välkommen välkomna öppning avslutning måndag tisdag lördag kommun vid frågor vi blev också mellan vem vara inledning möte anmälan sammanfattning erfarenheter är för att paus fika programmet biblioteket föreläsare med som hälsning',
  se: 'ja leat lea movt manin prográmma dearvvuođat beaivi diibmu gaskabeaivvit rahpan loahpaheapmi vuossárga maŋŋebárga gaskavahkku duorastat bearjadat sámediggi ságajođiheaddji boahttevaš čoahkkin searvan girjerádju girjerájus bottu boddu ovdanbuktin buohkat buorre bures boahtin gáfestallan káfestallan',
  en: 'and the of to for in with from is are what how why break lunch welcome opening closing monday tuesday wednesday thursday friday at by on registration coffee will be session agenda schedule',
}
const LETTERS: readonly [RegExp, Language, number][] = [
  [/tion(?:en|er)?\b|øj|hed(?:en|er)?\b|ftelse|værk|skab\b|\bnyt\b|\btak\b|\bkl\. \d\d?-\d/g, 'da', 1.5],
  [/sjon|øy|het(?:en)?\b|skap\b|verk\b|\bnytt\b|\btakk\b/g, 'nb', 1.2],
  [/sjon|øy|heit|skap\b|verk\b|\bnytt\b|ane\b/g, 'nn', 1.2],
  [/[đŋŧ]/g, 'se', 3],
  [/[áčšž]/g, 'se', 1.2],
  [/[äö]/g, 'sv', 1.5],
  // No Swedish word has them; a name may.
  [/[æø]/g, 'sv', -1],
  [/[æø]/g, 'nb', 0.4],
  [/[æø]/g, 'nn', 0.4],
  [/[æø]/g, 'da', 0.4],
]

const WORDS: ReadonlyMap<string, readonly Language[]> = (() => {
  const map = new Map<string, Language[]>()
  for (const language of Object.keys(MARKS) as Language[])
    for (const word of MARKS[language].split(' ')) map.set(word, [...(map.get(word) ?? []), language])
  return map
})()

/** The likeliest language. A word shared by several weighs less; with no evidence at all it is Norwegian, where the reader lives. */
export function languageOf(text: string): Language {
  const head = text.slice(0, 30_000).toLowerCase()
  const score: Record<Language, number> = { nb: 0.1, nn: 0, se: 0, sv: 0, da: 0, en: 0 }
  for (const [word] of head.matchAll(/\p{L}+/gu)) {
    const owners = WORDS.get(word)
    if (owners) for (const owner of owners) score[owner] += 1 / (owners.length * owners.length)
  }
  for (const [letters, language, weight] of LETTERS)
    score[language] += Math.min(60, (head.match(letters) ?? []).length) * weight * 0.3
  return (Object.keys(score) as Language[]).reduce((best, l) => (score[l] > score[best] ? l : best), 'nb')
}
