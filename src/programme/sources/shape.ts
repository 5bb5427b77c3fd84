/** What a file or a paste holds, once its format is understood. */
import type { Outline } from '../intake/rules.ts'
import type { LaidLine } from '../reader/laid.ts'

export type { LaidLine } from '../reader/laid.ts'

export type DocumentFormat = 'text' | 'markdown' | 'html' | 'docx' | 'xlsx' | 'csv' | 'pdf'
export type ProgrammeFormat = 'samling' | 'ics' | 'frab-xml' | 'frab-json' | 'schedule2' | 'indico-yaml' | 'indico-json'

/** What a file held that could not be taken as it stands: a message key with what goes into it. */
export interface SourceNote {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** Lines to be understood by the reader. */
export interface DocumentSource {
  readonly kind: 'document'
  readonly format: DocumentFormat
  readonly lines: readonly LaidLine[]
}

/** A programme whose file states every field, so that nothing in it is a guess. `text` is the file's own, and reads the same again. */
export interface ProgrammeSource {
  readonly kind: 'programme'
  readonly format: ProgrammeFormat
  readonly outline: Outline
  readonly notes: readonly SourceNote[]
  readonly text: string
}

export type Source = DocumentSource | ProgrammeSource

/** A file as it came. `name` is what its owner called it, and counts for less than what is in it. */
export interface SourceFile {
  readonly name: string
  readonly bytes: Uint8Array
}
