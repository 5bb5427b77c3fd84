/** A text as it was read, with the organiser's choices applied, and what is left to look at. Pure data. */
import type { DoubtWhy, Language, LineUse, Span } from '../../reader/shape.ts'
import type { Outline, Placement } from '../rules.ts'

/** Something to look at. `chosen` is the alternative picked, null while nobody has looked. */
export interface OpenDoubt {
  readonly key: string
  readonly why: DoubtWhy
  /** `line` is the number of a source line, the offsets are UTF-16 units in it. */
  readonly where: Span
  readonly item: string | null
  readonly day: string | null
  readonly alternatives: readonly string[]
  readonly chosen: number | null
}

/** A line of the pasted text that is not blank; `n` counts those from 1. */
export interface SourceLine {
  readonly n: number
  readonly key: string
  readonly text: string
  readonly use: LineUse | null
}

/** A text, read and with the organiser's choices applied. */
export interface Checked {
  readonly outline: Outline
  readonly doubts: readonly OpenDoubt[]
  readonly lines: readonly SourceLine[]
  /** Lines that are neither programme nor anywhere else yet, and where each goes. */
  readonly unplaced: readonly (SourceLine & { readonly to: Placement })[]
  readonly cutAt: number | null
  /** In which language it was read; absent where nothing had to be read. */
  readonly language?: Language
}
