/** Where sentences end in the terse prose of programmes. */
import { everyMatch } from './matches.ts'

const END = /[.!?…]["”»)]?\s+(?=["“«(]?[\p{Lu}\d])/gu
const SHORT =
  /(?:^|[\s(.])(?:\p{L}|dr|prof|afd|avd|inst|dept?|ass|adm|dir|st|jr|sr|f\.eks|inkl|mr|mrs|ms|cand|mag|habil|theol|jur|phil|polit|scient|chr|joh|fr|fredr|wilh|kr|edv|bernh|gl|skt|adj|tidl|fhv|mv|t\.ex|t ex|osv|ph\.?d|univ|red|kl|ca|bl\.a|m\.m|m\.fl|mm|t\.d|nr|jf|evt|etc|vs|lic|fil|med|vet|theol|philos|jur|oecon|polit|psychol|agric|scient|ing|\d+)\.$/iu

/** Offsets where the text can be cut into sentences: each the start of the next sentence. Initials and short forms do not end one. */
export function sentenceStarts(text: string): number[] {
  if (!/[.!?…]["”»)]?\s/.test(text)) return []
  const starts: number[] = []
  for (const m of everyMatch(END, text)) {
    const upto = text.slice(Math.max(0, m.index - 12), m.index + 1)
    if (m[0].startsWith('.') && SHORT.test(upto)) continue
    starts.push(m.index + m[0].length)
  }
  return starts
}
