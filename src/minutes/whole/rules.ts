/** In which forms the minutes of a meeting can be taken along, and where they are found. Pure. */

/** Behind the address of the minutes, or of an extract of them. */
const forms = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  docx: { ending: 'docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  md: { ending: 'md', mediaType: 'text/markdown' },
  json: { ending: 'json', mediaType: 'application/json' },
} as const satisfies Record<string, { ending: string; mediaType: string }>

export type MinutesForm = keyof typeof forms
export const minutesForms = Object.keys(forms) as MinutesForm[]
export const mediaTypeOf = (form: MinutesForm): string => forms[form].mediaType

/** Asked for by those who write, to see all that stands and not only what is published. */
export const DRAFTS = 'drafts'

/** @param path `/{network}/{meeting}/minutes`, or an extract's */
export const formHref = (path: string, form: MinutesForm, drafts: boolean): string =>
  `${path}.${forms[form].ending}${drafts ? `?${DRAFTS}` : ''}`
