/** The programmes of `tests/programmes`, in the dress of each kind of file: they read as the plain text does. */
import { readdirSync, readFileSync } from 'node:fs'
import { Paragraph } from 'docx'
import { describe, expect, test } from 'vitest'
import { word } from '../../../tests/office.ts'
import { told } from '../../../tests/told.ts'
import { readHtml } from './html/read.ts'
import { readMarkdown } from './markdown.ts'
import { readDocument } from './read.ts'

const folder = new URL('../../../tests/programmes/', import.meta.url)
const programmes = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const lines = (text: string) => text.split('\n').map(escaped)

describe.each([
  [
    'Word',
    async (text: string) =>
      (await readDocument({ name: 'a.docx', bytes: await word(text.split('\n').map((line) => new Paragraph(line))) })).lines,
  ],
  [
    'a paste from Word',
    (text: string) =>
      readHtml(
        lines(text)
          .map(
            (line) =>
              `<p class=MsoNormal>${line.replaceAll('\t', "<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>") || '<o:p>&nbsp;</o:p>'}</p>`,
          )
          .join('\n'),
      ),
  ],
  [
    'a mail',
    (text: string) =>
      readHtml(
        `<div dir="ltr">${lines(text)
          .map((line) => `<div>${line.replaceAll('\t', '&nbsp;&nbsp;&nbsp;&nbsp; ') || '<br>'}</div>`)
          .join('')}</div>`,
      ),
  ],
  ['preformatted text', (text: string) => readHtml(`<pre>${escaped(text)}</pre>`)],
  ['Markdown', readMarkdown],
])('%s', (_dress, dressed) => {
  test.each(programmes)('%s', async (_name, text) => {
    expect(told(await dressed(text))).toEqual(told(text))
  })
})
