// Makes sample/files: the presentations and papers of the sample meeting, real files with invented content. Their texts lie
// in sample-texts.mjs. Run by hand when those change: node design/sample-files.mjs
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFOperator, PDFString, rgb, StandardFonts } from 'pdf-lib'
import pptxgen from 'pptxgenjs'
import { marking, papers, presentations } from './sample-texts.mjs'

const folder = join(import.meta.dirname, '..', 'sample', 'files')
const FJORD = '0C5563'
const INK = '211F1B'

/** Slides with real title and body places, so that a screen reader and an outline view find them. */
async function presentation({ file, title, slides }) {
  const deck = new pptxgen()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = title
  deck.author = 'Samling'
  deck.company = 'Samling'
  deck.theme = { headFontFace: 'Georgia', bodyFontFace: 'Arial' }
  const text = { color: INK, lang: 'nb-NO' }
  deck.defineSlideMaster({
    title: 'Forside',
    background: { color: FJORD },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: 0.9,
            y: 2.2,
            w: 11.5,
            h: 1.6,
            fontSize: 44,
            bold: true,
            color: 'FFFFFF',
            align: 'left',
          },
          text: '',
        },
      },
      {
        placeholder: {
          options: { name: 'body', type: 'body', x: 0.9, y: 3.9, w: 11.5, h: 1.2, fontSize: 22, color: 'FFFFFF' },
          text: '',
        },
      },
    ],
  })
  deck.defineSlideMaster({
    title: 'Innhold',
    background: { color: 'FDFCFA' },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: 0.9,
            y: 0.5,
            w: 11.5,
            h: 1.1,
            fontSize: 32,
            bold: true,
            color: FJORD,
            align: 'left',
          },
          text: '',
        },
      },
      {
        placeholder: {
          options: { name: 'body', type: 'body', x: 0.9, y: 1.8, w: 11.5, h: 4.6, fontSize: 22, color: INK, valign: 'top' },
          text: '',
        },
      },
      { text: { text: marking, options: { x: 0.9, y: 6.9, w: 9, h: 0.35, fontSize: 12, color: '57534B', lang: 'nb-NO' } } },
    ],
    slideNumber: { x: 12, y: 6.9, w: 0.8, h: 0.35, fontSize: 12, color: '57534B' },
  })
  slides.forEach(({ heading, points, notes }, place) => {
    const slide = deck.addSlide({ masterName: place === 0 ? 'Forside' : 'Innhold' })
    slide.addText(heading, { placeholder: 'title', lang: 'nb-NO' })
    const bullet = place === 0 ? false : { indent: 22 }
    slide.addText(
      points.map((point, i) => ({
        text: point,
        options: {
          ...text,
          ...(place === 0 && { color: 'FFFFFF' }),
          bullet,
          breakLine: i < points.length - 1,
          paraSpaceAfter: 10,
        },
      })),
      { placeholder: 'body' },
    )
    if (notes) slide.addNotes(notes)
  })
  await writeFile(join(folder, file), await deck.stream({ compression: true }))
}

const PAGE = { width: 595.28, height: 841.89, left: 72, right: 72, top: 76, bottom: 84 }
const LOOKS = {
  H1: { size: 24, lead: 30, before: 0, bold: true },
  H2: { size: 15, lead: 20, before: 18, bold: true },
  P: { size: 11, lead: 16.5, before: 8 },
  LI: { size: 11, lead: 16.5, before: 4, indent: 16 },
}

/** A tagged PDF: headings, paragraphs and lists in a structure tree, title and language set. Its fonts are the standard ones, not embedded. */
async function paper({ file, title, blocks }) {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title, { showInWindowTitleBar: true })
  pdf.setLanguage('nb-NO')
  pdf.setAuthor('Samling')
  pdf.setProducer('Samling')
  pdf.setCreator('Samling')
  const made = new Date('2020-04-29T07:00:00Z')
  pdf.setCreationDate(made)
  pdf.setModificationDate(made)
  const fonts = { plain: await pdf.embedFont(StandardFonts.Helvetica), bold: await pdf.embedFont(StandardFonts.HelveticaBold) }
  const { context } = pdf
  const root = context.obj({ Type: 'StructTreeRoot' })
  const rootRef = context.register(root)
  const documentRef = context.nextRef()
  const parents = []
  const kids = []
  let page
  let y = 0
  let marks = []

  const newPage = () => {
    page = pdf.addPage([PAGE.width, PAGE.height])
    page.node.set(PDFName.of('StructParents'), PDFNumber.of(parents.length))
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
    marks = []
    parents.push(marks)
    y = PAGE.height - PAGE.top
    // What only repeats is no content.
    page.pushOperators(PDFOperator.of('BMC', [PDFName.of('Artifact')]))
    const foot = { size: 9, font: fonts.plain, color: rgb(0.34, 0.33, 0.29) }
    page.drawText(marking, { x: PAGE.left, y: 44, ...foot })
    page.drawText(String(parents.length), { x: PAGE.width - PAGE.right - 10, y: 44, ...foot })
    page.pushOperators(PDFOperator.of('EMC', []))
  }
  const element = (type, parentRef) => {
    const dict = context.obj({ Type: 'StructElem', S: type, P: parentRef, K: [] })
    return { dict, ref: context.register(dict), kids: dict.get(PDFName.of('K')) }
  }
  const mark = (owner, type, draw) => {
    const id = marks.length
    marks.push(owner.ref)
    owner.kids.push(context.obj({ Type: 'MCR', Pg: page.ref, MCID: id }))
    page.pushOperators(PDFOperator.of('BDC', [PDFName.of(type), context.obj({ MCID: id })]))
    draw()
    page.pushOperators(PDFOperator.of('EMC', []))
  }
  const write = (owner, type, text, { size, lead, bold, indent = 0 }) => {
    const font = bold ? fonts.bold : fonts.plain
    for (const line of wrap(text, font, size, PAGE.width - PAGE.left - PAGE.right - indent)) {
      if (y - lead < PAGE.bottom) newPage()
      y -= lead
      mark(owner, type, () =>
        page.drawText(line, {
          x: PAGE.left + indent,
          y,
          size,
          font,
          color: bold ? rgb(0.05, 0.33, 0.39) : rgb(0.13, 0.12, 0.11),
        }),
      )
    }
  }

  newPage()
  for (const [type, content] of blocks) {
    const look = LOOKS[type === 'L' ? 'LI' : type]
    // A heading never stands alone at the foot of a page.
    if (type.startsWith('H') && y - look.before - look.lead - 3 * LOOKS.P.lead < PAGE.bottom) newPage()
    y -= y === PAGE.height - PAGE.top ? 0 : look.before
    if (type !== 'L') {
      const block = element(type, documentRef)
      kids.push(block.ref)
      write(block, type, content, look)
      continue
    }
    const list = element('L', documentRef)
    kids.push(list.ref)
    for (const entry of content) {
      y -= look.before
      if (y - look.lead < PAGE.bottom) newPage()
      const li = element('LI', list.ref)
      list.kids.push(li.ref)
      const label = element('Lbl', li.ref)
      const body = element('LBody', li.ref)
      li.kids.push(label.ref)
      li.kids.push(body.ref)
      mark(label, 'Lbl', () =>
        page.drawText('•', {
          x: PAGE.left + 2,
          y: y - look.lead,
          size: look.size,
          font: fonts.plain,
          color: rgb(0.05, 0.33, 0.39),
        }),
      )
      write(body, 'LBody', entry, look)
    }
  }

  context.assign(
    documentRef,
    context.obj({
      Type: 'StructElem',
      S: 'Document',
      P: rootRef,
      K: kids,
      Lang: PDFString.of('nb-NO'),
      T: PDFHexString.fromText(title),
    }),
  )
  root.set(PDFName.of('K'), context.obj([documentRef]))
  root.set(
    PDFName.of('ParentTree'),
    context.register(context.obj({ Nums: parents.flatMap((refs, place) => [place, context.obj(refs)]) })),
  )
  root.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(parents.length))
  pdf.catalog.set(PDFName.of('StructTreeRoot'), rootRef)
  pdf.catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
  await writeFile(join(folder, file), await pdf.save({ useObjectStreams: false }))
  return parents.length
}

function wrap(text, font, size, width) {
  const lines = ['']
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word
    if (font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

await mkdir(folder, { recursive: true })
for (const one of presentations) await presentation(one)
for (const one of papers) await paper(one)
