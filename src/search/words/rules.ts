/**
 * What counts as the same word when something is looked for: small letters, no accents (æ, ø and å are letters of their own),
 * hyphens gone, irregular plurals as their singular. The database takes off the endings. Pure.
 */

/** A word as it stands in a text, and what it is found as. */
export interface Token {
  readonly start: number
  readonly end: number
  /** As it is written. */
  readonly raw: string
  /** What it is found as first of all. */
  readonly word: string
  /** Of what was joined by hyphens: its halves. */
  readonly halves: readonly string[]
}

const KEPT: Readonly<Record<string, string>> = { ä: 'æ', ö: 'ø', đ: 'd', ŋ: 'n', ŧ: 't', ð: 'd', þ: 'th', ß: 'ss', ł: 'l' }

/** Small letters without accents. "É" is "e"; "å" stays, "ä" and "ö" are what they sound like here. */
export const foldedWord = (text: string): string =>
  // Most words are so already.
  /^[a-zæøå]*$/.test(text)
    ? text
    : text
        .normalize('NFC')
        .toLowerCase()
        .replaceAll(/[^\p{ASCII}æøå]/gu, (letter) => KEPT[letter] ?? letter.normalize('NFD').replaceAll(/\p{Mark}/gu, ''))

/** Plurals that no rule of endings finds, with all that ends in them: "lydbøkene" is "lydbok". */
const TAILS: readonly (readonly [RegExp, string])[] = [
  [/bøk(?:er|ene|enes|ers)$/, 'bok'],
  [/(?<=^|.{3})røtt(?:er|ene)$/, 'rot'],
  [/(?<=^|nord|ombuds|tillits|fag|råd|embets|formenn|tjeneste|tenestef?)menn(?:ene)?$/, 'mann'],
]
/** And those that are whole words. */
const WHOLE: Readonly<Record<string, string>> = {
  føtter: 'fot',
  hender: 'hand',
  hendene: 'hand',
  hånd: 'hand',
  hånden: 'hand',
  byer: 'by',
  trær: 'tre',
  trærne: 'tre',
  barna: 'barn',
  krefter: 'kraft',
  kreftene: 'kraft',
  netter: 'natt',
  brødre: 'bror',
  søstre: 'søster',
  fedre: 'far',
  mødre: 'mor',
  døtre: 'datter',
  menneskene: 'menneske',
  museer: 'museum',
  museene: 'museum',
  museet: 'museum',
  sentre: 'senter',
  sentra: 'senter',
  sentrene: 'senter',
  kriterier: 'kriterium',
  kriteriene: 'kriterium',
  medier: 'medium',
  mediene: 'medium',
  media: 'medium',
  møta: 'møte',
  vedtaka: 'vedtak',
  // Bokmål and Nynorsk side by side: what one writes the other finds.
  avgjerd: 'avgjørelse',
  avgjerda: 'avgjørelse',
  framlegg: 'forslag',
  møteleiar: 'møteleder',
  leiar: 'leder',
  leiarar: 'leder',
  tenester: 'tjeneste',
  teneste: 'tjeneste',
  tenesta: 'tjeneste',
  heimeside: 'hjemmeside',
  skular: 'skole',
  skule: 'skole',
  skulen: 'skole',
  born: 'barn',
  borna: 'barn',
}

/** A word as it is found: its singular where the rule of endings would not find it. */
export function baseOf(word: string): string {
  const whole = Object.hasOwn(WHOLE, word) ? WHOLE[word] : undefined
  if (whole) return whole
  // Each tail has one of these.
  if (!/bøk|røtt|menn/.test(word)) return word
  for (const [tail, base] of TAILS) if (tail.test(word)) return word.replace(tail, base)
  return word
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:[-‑–'’][\p{L}\p{N}\p{M}]+)*/gu
/** Nobody writes a longer word; what is longer is an address or a key. */
const LONGEST = 60

/** The words of a text, in its order, as far as somebody reads on. */
export function* eachToken(text: string): Generator<Token> {
  for (const found of text.matchAll(WORD)) {
    const raw = found[0]
    const parts = foldedWord(raw).split(/[-‑–'’]/)
    const word = baseOf(parts.join(''))
    if (word.length > LONGEST) continue
    const halves = parts.length > 1 ? parts.filter((part) => part.length > 1).map(baseOf) : []
    yield { start: found.index, end: found.index + raw.length, raw, word, halves }
  }
}

export const tokensOf = (text: string): Token[] => [...eachToken(text)]

/** The words of a person's name as it is written. "van", "de" and what begins small is part of many a sentence. */
export const wordsOfName = (name: string): string[] =>
  name.split(/[\s,]+/).filter((word) => word.length > 1 && /^\p{Lu}/u.test(word))

/** Whether a word goes into the vocabulary: letters only, and neither too short nor too long to say something. */
export const isVocabulary = (word: string): boolean => word.length >= 3 && word.length <= 40 && /^\p{L}+$/u.test(word)
