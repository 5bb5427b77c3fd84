/** What an examination finds, and how it is told. */

export interface Finding {
  readonly about: 'settings' | 'database' | 'files' | 'machine' | 'programs' | 'mail' | 'privacy'
  /** `note` is for the operator to know, `wrong` for the operator to mend. */
  readonly is: 'ok' | 'note' | 'wrong'
  readonly text: string
}

type Level = (about: Finding['about'], text: string) => Finding
export const ok: Level = (about, text) => ({ about, is: 'ok', text })
export const note: Level = (about, text) => ({ about, is: 'note', text })
export const wrong: Level = (about, text) => ({ about, is: 'wrong', text })

/** One line: `wrong  files     …`. */
export const lineOf = ({ is, about, text }: Finding): string => `${is.padEnd(5)}  ${about.padEnd(8)}  ${text}`

/** "1.2 GB", in thousands as the settings are. */
export function amountOf(bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3]
  return `${(bytes / Number(size)).toFixed(1)} ${unit}`
}

/** "1 file", "2 files". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
