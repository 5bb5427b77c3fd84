/** Minutes as Word and Markdown, on hostile documents: all that was written stands in each, and nothing of it becomes markup. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import mammoth from 'mammoth'
import { extractText } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { toPdf } from '#platform/office/convert.ts'
import { officeKindOf } from '#platform/office/kinds.ts'
import { inLocale } from '#platform/words/words.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { insidePdf } from '../../../tests/pdffile.ts'
import { office } from '../../../tests/presented.ts'
import {
  action,
  decision,
  doc,
  head,
  hostileMinutes,
  para,
  sheetFor,
  tableRow,
  text,
  wholeOf,
  writtenIn,
} from '../../../tests/takenminutes.ts'
import type { MinutesDocument } from '../document.ts'
import { minutesDocx } from './docx.ts'
import { minutesMarkdown } from './markdown.ts'
import type { MinutesSheet } from './sheet.ts'

const [view] = fc.sample(
  hostileMeeting(1).filter((one) => one.days[0]!.items.length > 0),
  { numRuns: 1, seed: 3 },
)
const sheetOf = (...documents: MinutesDocument[]): MinutesSheet => sheetFor(wholeOf(view!, documents))
const bare = (words: string) => words.replaceAll(/\s+/g, '')
const markdown = (sheet: MinutesSheet) => inLocale('nb', () => minutesMarkdown(sheet))

const plain = sheetOf(
  doc(
    head(2, 'Innledning'),
    { type: 'paragraph', attrs: { lang: 'se' }, content: [text('Plána lea buorre.')] },
    { type: 'orderedList', attrs: { start: 4 }, content: [{ type: 'listItem', content: [para('Fire')] }] },
    decision('Planen vedtas.'),
    action('Sende den ut', 'Senja bibliotek', '2026-05-15'),
    { type: 'table', content: [tableRow('tableHeader', 'Hva', 'Når'), tableRow('tableCell', 'Frist', 'Mai')] },
  ),
)

describe('minutes as a Word document', () => {
  it('hold all that was written, with headings and tables of Word’s own', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMinutes, async (document) => {
        const sheet = sheetOf(document)
        const buffer = await minutesDocx(sheet)
        const all = bare((await mammoth.extractRawText({ buffer })).value)
        for (const words of writtenIn(sheet)) expect(all).toContain(bare(words))
        const { value: html } = await mammoth.convertToHtml({ buffer })
        const tables = sheet.items[0]!.minutes?.parts.filter((part) => part.kind === 'table').length ?? 0
        expect(html.match(/<table>/g)?.length ?? 0).toBe(tables + (sheet.actions.length > 0 ? 1 : 0))
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('are the same file until something changes', async () => {
    expect((await minutesDocx(plain)).equals(await minutesDocx(plain))).toBe(true)
  })

  it.skipIf(!office)('are opened by LibreOffice with their structure', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samling-minutes-'))
    try {
      for (const name of ['models', 'data', 'run']) mkdirSync(join(folder, name))
      writeFileSync(join(folder, 'run', 'file'), await minutesDocx(plain))
      const kind = officeKindOf('application/vnd.openxmlformats-officedocument.wordprocessingml.document')!
      const places = { folder: join(folder, 'run'), models: join(folder, 'models'), hide: join(folder, 'data') }
      const done = await toPdf({ office: office!, source: join(folder, 'run', 'file'), kind, ...places })
      if ('failed' in done) throw new Error(`LibreOffice made nothing of it: ${done.failed}`)
      const pdf = readFileSync(done.pdf)
      const found = await insidePdf(pdf)
      expect(found.title).toBe(plain.name)
      expect(found.kinds).toEqual(expect.arrayContaining(['Title', 'Heading 1', 'Heading 2', 'Table', 'TH', 'TD', 'L', 'LI']))
      expect(found.languages.join(' ')).toContain('se')
      const all = (await extractText(new Uint8Array(pdf), { mergePages: true })).text
      for (const words of ['Planen vedtas.', '4.', 'Senja bibliotek', '15. mai 2026', 'Plána lea buorre.'])
        expect(all).toContain(words)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('minutes as Markdown', () => {
  it('are headings, lists, tables and quotes', () => {
    const all = markdown(plain)
    for (const line of [
      /^### Innledning$/m,
      /^4\. Fire$/m,
      /^> \*\*Beslutning\*\*$/m,
      /^\| Hva \| Når \|$/m,
      /^> Planen vedtas\.$/m,
    ])
      expect(all).toMatch(line)
    expect(all).toContain('| Sende den ut | Senja bibliotek | 15. mai 2026 |')
  })

  it('hold all that was written, and no markup that people wrote', () => {
    fc.assert(
      fc.property(hostileMinutes, (document) => {
        const sheet = sheetOf(document)
        const all = markdown(sheet)
        // Unescaped, these would open a tag, a link or a picture.
        const outside = all.replaceAll(/\]\(<[^<>\n]*>\)|^\S*<https?:[^<>\n]*>$/gm, '')
        expect(outside).not.toMatch(/(?<!\\)(?:\\\\)*<(?!https)/)
        const unescaped = bare(all.replaceAll(/\\(?=[^\w\s])/g, '').replaceAll(/\]\(<[^<>\n]*>\)|^> ?/gm, ''))
        for (const words of writtenIn(sheet).flatMap((one) => one.match(/[\p{L}\p{N}]+/gu) ?? []))
          expect(unescaped).toContain(words)
      }),
    )
  })
})
