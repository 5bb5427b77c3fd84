/** In which forms a meeting can be taken along, where they are found, and what the files are called. Pure. */

/** Behind the meeting's address. `dated`: a form that says nothing without a date. */
const forms = {
  ics: { ending: '.ics', mediaType: 'text/calendar', dated: true },
  pdf: { ending: '/programme.pdf', mediaType: 'application/pdf', dated: false },
  docx: {
    ending: '/programme.docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    dated: false,
  },
  txt: { ending: '/programme.txt', mediaType: 'text/plain', dated: false },
  csv: { ending: '/programme.csv', mediaType: 'text/csv', dated: false },
  json: { ending: '.json', mediaType: 'application/json', dated: false },
  scheduleXml: { ending: '/schedule.xml', mediaType: 'application/xml', dated: true },
  scheduleJson: { ending: '/schedule.json', mediaType: 'application/json', dated: true },
} as const satisfies Record<string, { ending: string; mediaType: string; dated: boolean }>

export type FormName = keyof typeof forms

/** @param path `/{network}/{meeting}` @param dated whether any day of the meeting has a date */
export function formsOf(path: string, dated: boolean): { name: FormName; href: string; mediaType: string }[] {
  return (Object.keys(forms) as FormName[])
    .filter((name) => dated || !forms[name].dated)
    .map((name) => ({ name, href: path + forms[name].ending, mediaType: forms[name].mediaType }))
}

/** RFC 8288: the page's other forms, for programs that ask only for its head. */
export const alternates = (path: string, dated: boolean): string =>
  formsOf(path, dated)
    .map(({ href, mediaType }) => `<${href}>; rel="alternate"; type="${mediaType}"`)
    .join(', ')

const LONGEST = 80

/** A file's name after the meeting's title, without what some systems allow in no name. */
export function nameOf(title: string, slug: string, ending: string): string {
  const clean = title
    .replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, LONGEST)
    .toWellFormed()
    .replaceAll(/^[\s.]+|[\s.]+$/g, '')
  return `${clean || slug}.${ending}`
}
