/**
 * What stands in the way of those who do not see, as far as a file itself tells: slides without a title (a screen reader's only
 * table of contents), pictures without a text, a file without a language or a title (EN 301 549 chapter 10, WCAG 1.1.1, 2.4.2,
 * 3.1.1). Only elements and attributes are looked for.
 */
import type { Parts } from '#programme/sources/archive.ts'
import type { AccessFinding, FindingCode } from '../rules.ts'

const read = (parts: Parts, name: string): string => new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
const overPages = (code: FindingCode, pages: readonly number[]): AccessFinding[] => (pages.length > 0 ? [{ code, pages }] : [])
const ofWhole = (code: FindingCode, is: boolean): AccessFinding[] => (is ? [{ code, pages: [] }] : [])
const where = (slides: readonly string[], is: (slide: string) => boolean): number[] =>
  slides.flatMap((slide, i) => (is(slide) ? [i + 1] : []))

/** What stands in each element of a name, attributes first. None of those asked for stands in another of its name. */
const blocks = (xml: string, name: string): string[] =>
  xml
    .split(new RegExp(`<${name}(?=[\\s/>])`))
    .slice(1)
    .map((rest) => rest.split(`</${name}>`, 1)[0]!)

/** Whether one of these elements holds text. */
const filled = (xml: string, name: string): boolean =>
  blocks(xml, name).some((block) => />\s*[^<\s]/.test(block.replace(/^[^>]*\/>.*$/s, '')))
/** What an attribute says in words: a picture's own file name, which some programs put there, says nothing. */
function said(block: string, attribute: string): boolean {
  const text = new RegExp(`^[^>]*\\b${attribute}="\\s*([^"]*)"`).exec(block)?.[1]?.trim() ?? ''
  return text !== '' && !/^\S+\.(png|jpe?g|gif|svg|webp|bmp|tiff?|[ew]mf)$/i.test(text)
}
const isDecorative = (xml: string): boolean => /:decorative\b[^>]*\bval="(1|true)"/.test(xml)

/** PowerPoint's (ECMA-376 part 1, §19.3). Slides are numbered as they are shown: hidden ones are no pages. */
export function findingsOfSlides(parts: Parts): AccessFinding[] {
  const slides = slidesInOrder(parts).filter((slide) => !/<p:sld\b[^>]*\bshow="(0|false)"/.test(slide))
  const untitled = (slide: string) =>
    !blocks(slide, 'p:sp').some((shape) => /<p:ph\b[^>]*\btype="(title|ctrTitle)"/.test(shape) && filled(shape, 'a:t'))
  const undescribed = (slide: string) =>
    blocks(slide, 'p:pic').some((picture) => !isDecorative(picture) && !said(blocks(picture, 'p:cNvPr')[0] ?? '', 'descr'))
  return [
    ...overPages('slides_untitled', where(slides, untitled)),
    ...overPages('pictures_undescribed', where(slides, undescribed)),
    ...ofWhole('title_missing', !filled(read(parts, 'docProps/core.xml'), 'dc:title')),
  ]
}

function slidesInOrder(parts: Parts): string[] {
  const targets = new Map<string, string>()
  for (const [relation] of read(parts, 'ppt/_rels/presentation.xml.rels').matchAll(/<Relationship\b[^>]*>/g)) {
    const [id, target] = ['Id', 'Target'].map((name) => new RegExp(`\\b${name}="([^"]*)"`).exec(relation)?.[1])
    if (id && target) targets.set(id, `ppt/${target.replace(/^\/?(ppt\/)?/, '')}`)
  }
  return [...read(parts, 'ppt/presentation.xml').matchAll(/<p:sldId\b[^>]*\br:id="([^"]*)"/g)].flatMap(([, id = '']) => {
    const name = targets.get(id)
    return name && parts.has(name) ? [read(parts, name)] : []
  })
}

/** Word's (ECMA-376 part 1, §20.4). Its pages are not known before it is laid out. */
export function findingsOfText(parts: Parts): AccessFinding[] {
  const text = read(parts, 'word/document.xml')
  const undescribed = [...blocks(text, 'wp:inline'), ...blocks(text, 'wp:anchor')].some(
    (drawing) => /<pic:pic\b/.test(drawing) && !isDecorative(drawing) && !said(blocks(drawing, 'wp:docPr')[0] ?? '', 'descr'),
  )
  return [
    ...ofWhole('pictures_undescribed', undescribed),
    ...ofWhole('language_missing', !/<w:lang\b[^>]*\bw:val="[a-z]/i.test(text + read(parts, 'word/styles.xml'))),
    ...ofWhole('title_missing', !filled(read(parts, 'docProps/core.xml'), 'dc:title')),
  ]
}

/** OpenDocument's (1.3 part 3, §10.4). */
export function findingsOfOpenDocument(parts: Parts): AccessFinding[] {
  const content = read(parts, 'content.xml')
  const slides = blocks(content, 'draw:page')
  const untitled = (slide: string) =>
    !blocks(slide, 'draw:frame').some((frame) => /^[^>]*\bpresentation:class="title"/.test(frame) && filled(frame, 'text:p'))
  const undescribed = (xml: string) =>
    blocks(xml, 'draw:frame').some(
      (frame) => /<draw:image\b/.test(frame) && !filled(frame, 'svg:title') && !filled(frame, 'svg:desc'),
    )
  return [
    ...overPages('slides_untitled', where(slides, untitled)),
    ...(slides.length > 0
      ? overPages('pictures_undescribed', where(slides, undescribed))
      : ofWhole('pictures_undescribed', undescribed(content))),
    ...ofWhole('language_missing', !/\bfo:language="(?!none|zxx)[a-z]/.test(content + read(parts, 'styles.xml'))),
    ...ofWhole('title_missing', !filled(read(parts, 'meta.xml'), 'dc:title')),
  ]
}
