/** Plain text: its lines as they stand. The reader sees tabs, pipes and gaps itself. */
import type { LaidLine } from '../reader/laid.ts'

export const readText = (text: string): LaidLine[] =>
  text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => ({ kind: 'text', cells: [{ text: line }] }))
