import { m } from '#platform/words/words.ts'
import type { Signal } from '../tables.ts'

export const signalWords = (kind: Signal): string =>
  ({ louder: m.signals_louder, too_fast: m.signals_too_fast, applause: m.signals_applause })[kind]()
