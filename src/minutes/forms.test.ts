import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#platform/errors.ts'
import {
  blocksIn,
  blocksOf,
  decisionsAndActions,
  isSafeHref,
  type MinutesDocument,
  type MinutesNode,
  textOfNode,
} from './document.ts'
import { checkDocument, limits, markKinds, nodeKinds } from './forms.ts'
import { htmlOf, lowered } from './html/rules.ts'
import { extensions } from './islands/schema.ts'
import { plainOf } from './plain/formats.ts'
import { readPlain } from './plain/reader.ts'
import { sameButIds } from './plain/rules.ts'

const paragraph = (text: string, marks?: MinutesNode['marks']): MinutesNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text, ...(marks && { marks }) }],
})
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const html = (document: unknown) => htmlOf(checkDocument(document), 'nb')
const refused = (document: unknown) => {
  try {
    checkDocument(document)
  } catch (error) {
    return error instanceof Invalid ? error.fields.document : error
  }
  return 'let through'
}

describe('the editor and the server agree', () => {
  const schema = getSchema(extensions)
  test('on what there is', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual([...Object.keys(nodeKinds), 'text'].sort())
    expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(markKinds).sort())
    for (const [name, kind] of Object.entries(nodeKinds))
      expect(Object.keys(schema.nodes[name]!.spec.attrs ?? {}), name).toEqual(
        expect.arrayContaining(Object.keys(kind.attrs ?? {})),
      )
  })
})

describe('what is dropped, and what is refused', () => {
  test.each([
    [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example',
      '/relative',
      '',
    ],
  ])('an address that does not lead to the web or to mail', (...hrefs) => {
    for (const href of hrefs) {
      expect(isSafeHref(href), href).toBe(false)
      expect(html(doc(paragraph('les mer', [{ type: 'link', attrs: { href } }])))).toBe('<p>les mer</p>')
    }
    expect(html(doc(paragraph('les mer', [{ type: 'link', attrs: { href: 'https://a.example/?b="c"&d' } }])))).toBe(
      '<p><a href="https://a.example/?b=&quot;c&quot;&amp;d" rel="noopener nofollow">les mer</a></p>',
    )
  })
  test('attributes that no type has', () => {
    const node = {
      ...paragraph('hei'),
      attrs: { onclick: 'alert(1)', style: 'position:fixed', class: 'x', lang: 'nb" onload="x' },
    }
    expect(checkDocument(doc(node))).toEqual(doc(paragraph('hei')))
    const marks = [{ type: 'bold', attrs: { style: 'x' } }, { type: 'script' }, { type: '__proto__' }, { type: 'bold' }]
    expect(checkDocument(doc(paragraph('hei', marks)))).toEqual(doc(paragraph('hei', [{ type: 'bold' }])))
  })
  test('text is text', () => {
    expect(html(doc(paragraph('<img src=x onerror=alert(1)>&amp;"\'')))).toBe(
      '<p>&lt;img src=x onerror=alert(1)&gt;&amp;amp;&quot;&#39;</p>',
    )
    expect(
      html(
        doc({ type: 'action', attrs: { id: '"><script>', who: '<b>Kari</b>', due: '2020-13-45' }, content: [paragraph('x')] }),
      ),
    ).toMatch(/id="[\da-f-]{36}"><p class="sm-block__kind">.*Ansvarlig <b>&lt;b&gt;Kari&lt;\/b&gt;<\/b><\/span><\/p><\/div>$/)
  })
  test('the line that an editor keeps at the end to write on: who opens minutes has changed nothing', () => {
    const opened = getSchema(extensions).nodeFromJSON(doc(paragraph('A'), { type: 'paragraph' }, { type: 'paragraph' }))
    expect(checkDocument(opened.toJSON())).toEqual(doc(paragraph('A')))
    expect(checkDocument(doc({ type: 'paragraph' }, paragraph('A'))).content).toHaveLength(2)
    expect(checkDocument(doc({ type: 'paragraph' }, { type: 'paragraph' }))).toEqual(doc({ type: 'paragraph' }))
  })

  test('types, orders and sizes that are not ours', () => {
    for (const wrong of [
      null,
      [],
      'text',
      { type: 'paragraph' },
      doc(),
      doc({ type: 'script' }),
      doc({ type: 'constructor' }),
      doc({ type: 'image', attrs: { src: 'x' } }),
      doc({ type: 'text', text: 'loose' }),
      doc({ type: 'bulletList', content: [paragraph('x')] }),
      doc({ type: 'answer', content: [paragraph('x'), paragraph('y')] }),
      doc({ type: 'decision', content: [{ type: 'decision', content: [paragraph('x')] }] }),
      doc({ type: 'paragraph', content: 'x' }),
      doc({ type: 'paragraph', content: [{ type: 'text', text: 5 }] }),
    ])
      expect(refused(wrong), JSON.stringify(wrong)).toBe('minutes_error_shape')
    const deep = (levels: number): MinutesNode =>
      levels === 0
        ? paragraph('x')
        : { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('x'), deep(levels - 1)] }] }
    expect(refused(doc(deep(2000)))).toBe('minutes_error_too_long')
    expect(refused(doc(paragraph('x'.repeat(limits.characters + 1))))).toBe('minutes_error_too_long')
    expect(refused(doc(...Array.from({ length: limits.nodes + 1 }, () => ({ type: 'horizontalRule' }))))).toBe(
      'minutes_error_too_long',
    )
  })
  test('what the database cannot store', () => {
    expect(checkDocument(doc(paragraph('a\0b\ud800c\r\nd')))).toEqual(doc(paragraph('ab\ufffdc  d')))
  })
  test('half a sign, where a line is cut to its length', () => {
    const cut = checkDocument(doc({ type: 'action', attrs: { who: `${'a'.repeat(199)}😀` }, content: [paragraph('x')] }))
    expect(cut.content![0]!.attrs!['who']).toBe('a'.repeat(199))
  })
  test('a copied block gets an id of its own, and the first keeps its', () => {
    const id = '0197f0c4-1111-7222-8333-444455556666'
    const block = { type: 'decision', attrs: { id }, content: [paragraph('x')] }
    const [one, other] = checkDocument(doc(block, block)).content!
    expect(one!.attrs!.id).toBe(id)
    expect(other!.attrs!.id).not.toBe(id)
  })
})

test('blocks are found with their texts', () => {
  const id = '0197f0c4-1111-7222-8333-444455556666'
  const document = checkDocument(
    doc(
      { type: 'decision', attrs: { id }, content: [paragraph('Ja.'), paragraph('Fra mai.')] },
      { type: 'answer', content: [{ type: 'question', content: [{ type: 'text', text: 'Når?' }] }, paragraph('Snart.')] },
    ),
  )
  const taken = { how: null, yes: null, no: null, abstained: null, dissent: null }
  expect(blocksIn(document)[0]).toEqual({
    kind: 'decision',
    id,
    text: 'Ja.\nFra mai.',
    question: null,
    who: null,
    due: null,
    taken,
    input: null,
    attending: null,
  })
  expect(blocksIn(document)[1]).toMatchObject({ kind: 'answer', text: 'Snart.', question: 'Når?' })
  expect(decisionsAndActions(document).map((block) => block.kind)).toEqual(['decision'])
  expect(blocksOf(document)).toEqual({ decisions: 1, actions: 0, answers: 1 })
})

test('who came, went and met for others is one sentence of what is said', () => {
  const said = (attrs: object) =>
    html(doc({ type: 'attendance', attrs }))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  expect(said({ who: 'Kari Nes', did: 'came', clock: '10:15' })).toBe('Oppmøte Kari Nes kom kl. 10.15')
  expect(said({ who: 'Per Ås', did: 'left' })).toBe('Oppmøte Per Ås gikk')
  expect(said({ who: 'Kari <b>', did: 'stands_in', instead: 'Per Ås', clock: '25:00' })).toBe(
    'Oppmøte Kari &lt;b&gt; møtte for Per Ås',
  )
  expect(said({ did: 'danced' })).toBe('Oppmøte Uten navn kom')
})

test('headings can be lowered for a page where the minutes lie deeper', () => {
  const given = html(
    doc(
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'A <h3>' }] },
      { type: 'heading', attrs: { level: 3 } },
    ),
  )
  expect(given).toBe('<h3>A &lt;h3&gt;</h3><h5></h5>')
  expect(lowered(given, 2)).toBe('<h5>A &lt;h3&gt;</h5><h6></h6>')
})

/* ── Any document ── */

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    'Beslutning: ',
    '- ',
    '1. ',
    '# ',
    '> ',
    '---',
    '**',
    '*',
    '[[1]]',
    '[a](https://b.example)',
    '(Kari; 1.5.2020)',
    '\\',
    '<script>',
    '"',
    'Svar:',
    ' ',
    'æøå đŋŧ',
  ),
)
const mark = fc.constantFrom(
  { type: 'bold' },
  { type: 'italic' },
  { type: 'link', attrs: { href: 'https://a.example/b' } },
  { type: 'link', attrs: { href: 'javascript:x' } },
  { type: 'blink' },
)
const textNode = fc.record({
  type: fc.constant('text'),
  text: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('')),
  marks: fc.array(mark, { maxLength: 3 }),
})
const inline = fc.array(fc.oneof({ weight: 5, arbitrary: textNode }, fc.constant({ type: 'hardBreak' })), { maxLength: 4 })
const attrs = fc.dictionary(
  fc.constantFrom('id', 'from', 'who', 'due', 'lang', 'level', 'start', 'colspan', 'onclick', 'style', 'class', 'href'),
  fc.oneof(fc.string(), fc.integer(), fc.constant('2020-05-15'), fc.constant('se'), fc.constant(null), fc.uuid()),
)
const withAttrs = (node: fc.Arbitrary<object>) => fc.tuple(node, attrs).map(([one, given]) => ({ ...one, attrs: given }))
const someParagraph = withAttrs(inline.map((content) => ({ type: 'paragraph', content })))
const listItem = (inner: fc.Arbitrary<object>) =>
  fc
    .tuple(someParagraph, fc.array(inner, { maxLength: 2 }))
    .map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] }))
const { prose } = fc.letrec<{ prose: object; list: object }>((tie) => ({
  list: withAttrs(
    fc
      .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(listItem(tie('prose')), { minLength: 1, maxLength: 3 }))
      .map(([type, content]) => ({ type, content })),
  ),
  prose: fc.oneof({ maxDepth: 3 }, someParagraph, tie('list')),
}))
const holding = (type: string, least: number) =>
  withAttrs(fc.array(prose, { minLength: least, maxLength: 3 }).map((content) => ({ type, content })))
const row = fc
  .array(fc.oneof(holding('tableCell', 1), holding('tableHeader', 1)), { minLength: 1, maxLength: 3 })
  .map((content) => ({ type: 'tableRow', content }))
const attendance = fc
  .record({
    who: fc.oneof(word, fc.constantFrom('Kari Nes', 'Per (Ås; 1)', 'Oppmøte: Kari', '- Kari', null)),
    did: fc.constantFrom('came', 'left', 'stands_in', 'danced'),
    instead: fc.oneof(word, fc.constantFrom('Per Ås', 'for', null)),
    clock: fc.oneof(word, fc.constantFrom('10:15', '9:5', '24:00', null)),
  })
  .map((attrs) => ({ type: 'attendance', attrs }))
const anyDocument = fc
  .array(
    fc.oneof(
      prose,
      withAttrs(inline.map((content) => ({ type: 'heading', content }))),
      fc.constant({ type: 'horizontalRule' }),
      holding('blockquote', 1),
      holding('decision', 1),
      holding('action', 1),
      attendance,
      fc
        .tuple(inline, fc.array(prose, { minLength: 1, maxLength: 2 }))
        .map(([question, rest]) => ({ type: 'answer', content: [{ type: 'question', content: question }, ...rest] })),
      fc.array(row, { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'table', content })),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((content) => doc(...content))

describe('any document', () => {
  const schema = getSchema(extensions)

  test('that is let through is one the editor can open', () => {
    fc.assert(fc.property(anyDocument, (given) => schema.nodeFromJSON(checkDocument(given)).check()))
  })

  test('keeps its text, and checking it again changes nothing', () => {
    fc.assert(
      fc.property(anyDocument, (given) => {
        const checked = checkDocument(given)
        expect(checkDocument(checked)).toEqual(checked)
        const letters = (text: string) => text.toWellFormed().replace(/[\s\0-\x1f\x7f]/g, '')
        expect(letters(textOfNode(checked))).toBe(letters(textOfNode(given as MinutesNode)))
      }),
    )
  })

  test('becomes HTML of known tags and attributes only, each closed where it should be', () => {
    const known = new Set('p h3 h4 h5 ul ol li blockquote hr br table tbody tr td th div strong em a span b svg path'.split(' '))
    const attributes =
      /^(?: (?:id|lang|class|href|rel|start|colspan|rowspan|data-block|data-color|viewBox|aria-hidden|focusable|d)="[^"<>]*")*\/?$/
    fc.assert(
      fc.property(anyDocument, (given) => {
        const open: string[] = []
        const rest = html(given).replace(/<(\/?)([a-z0-9]+)([^>]*)>/g, (_, slash: string, tag: string, rest: string) => {
          expect(known, tag).toContain(tag)
          expect(rest).toMatch(attributes)
          if (slash) expect(open.pop()).toBe(tag)
          else if (!rest.endsWith('/') && tag !== 'br' && tag !== 'hr') open.push(tag)
          return ''
        })
        expect(open).toEqual([])
        expect(rest).not.toMatch(/[<>]/)
        expect(html(given)).not.toMatch(/href="(?!https?:|mailto:)/)
      }),
    )
  })

  test('comes back from plain text just as it was, whatever the text can and cannot say', () => {
    fc.assert(
      fc.property(anyDocument, (given) => {
        const before = checkDocument(given)
        const plain = plainOf(before, 'nb')
        // A browser sends the text of a form with CR LF.
        const after = readPlain(plain.text.replaceAll('\n', '\r\n'), plain.kept, before)
        const written = before.content!.filter(
          (node) => node.type !== 'paragraph' || node.attrs || textOfNode(node).trim() !== '',
        )
        const expected: MinutesDocument = { type: 'doc', content: written.length > 0 ? written : [{ type: 'paragraph' }] }
        expect(sameButIds(after, expected), `${plain.text}\n${JSON.stringify(expected)}\n${JSON.stringify(after)}`).toBe(true)
        const ids = (document: MinutesNode) => blocksIn(document).map((block) => block.id)
        expect(ids(after).sort()).toEqual(ids(before).sort())
      }),
      { numRuns: 300 },
    )
  })
})
