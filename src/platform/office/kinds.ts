/** Files of office programs that LibreOffice turns into PDF: how it reads them, by their content and not by their names. And what people send as documents. */

export interface OfficeKind {
  /** The ending that its import expects. */
  readonly ending: string
  /** LibreOffice's names of its import and export filters. */
  readonly reads: string
  readonly writes: 'impress_pdf_Export' | 'writer_pdf_Export' | 'calc_pdf_Export'
}

const slides = (ending: string, reads: string): OfficeKind => ({ ending, reads, writes: 'impress_pdf_Export' })
const text = (ending: string, reads: string): OfficeKind => ({ ending, reads, writes: 'writer_pdf_Export' })
const sheet = (ending: string, reads: string): OfficeKind => ({ ending, reads, writes: 'calc_pdf_Export' })

const open = 'application/vnd.openxmlformats-officedocument'
const oasis = 'application/vnd.oasis.opendocument'

const kinds: Readonly<Record<string, OfficeKind>> = {
  [`${open}.presentationml.presentation`]: slides('pptx', 'Impress MS PowerPoint 2007 XML'),
  [`${open}.presentationml.slideshow`]: slides('ppsx', 'Impress MS PowerPoint 2007 XML'),
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': slides('pptm', 'Impress MS PowerPoint 2007 XML'),
  'application/vnd.ms-powerpoint.slideshow.macroenabled.12': slides('ppsm', 'Impress MS PowerPoint 2007 XML'),
  'application/vnd.ms-powerpoint': slides('ppt', 'MS PowerPoint 97'),
  [`${oasis}.presentation`]: slides('odp', 'impress8'),
  [`${open}.wordprocessingml.document`]: text('docx', 'MS Word 2007 XML'),
  'application/vnd.ms-word.document.macroenabled.12': text('docm', 'MS Word 2007 XML'),
  'application/msword': text('doc', 'MS Word 97'),
  [`${oasis}.text`]: text('odt', 'writer8'),
  [`${open}.spreadsheetml.sheet`]: sheet('xlsx', 'Calc MS Excel 2007 XML'),
  'application/vnd.ms-excel.sheet.macroenabled.12': sheet('xlsm', 'Calc MS Excel 2007 XML'),
  'application/vnd.ms-excel': sheet('xls', 'MS Excel 97'),
  [`${oasis}.spreadsheet`]: sheet('ods', 'calc8'),
}

/** Null for what is no office file. */
export const officeKindOf = (mediaType: string): OfficeKind | null => kinds[mediaType] ?? null

const plain: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/rtf',
  'text/plain',
  'text/csv',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/heic',
  'image/avif',
])

/** Whether it is a document or a picture, as people send them with what they write. A program or a page with script is neither. */
export const isDocument = (mediaType: string): boolean => plain.has(mediaType) || officeKindOf(mediaType) !== null
