/** Files as people and those who mean harm hand them in: real ones, made here. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, crc32, createDeflateRaw } from 'node:zlib'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import * as pptxgenjs from 'pptxgenjs'
import sharp from 'sharp'
import { packed } from '#programme/sources/archive.ts'

// Its types speak of a module with a default; Node gives the class itself.
const Pptx = pptxgenjs.default as unknown as typeof pptxgenjs.default.default
const utf8 = (text: string) => new TextEncoder().encode(text)

/** LibreOffice on this machine, or undefined: then what needs it is skipped. */
export const office = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => {
  try {
    readFileSync(path)
    return true
  } catch {
    return false
  }
})

/** A presentation in which each slide has a title, bullets, and every fourth a picture. */
export async function deck(
  slides: number,
  options: { titled?: boolean; described?: boolean; title?: string } = {},
): Promise<Buffer> {
  const { titled = true, described = true } = options
  const deck = new Pptx()
  if (options.title !== undefined) deck.title = options.title
  deck.defineSlideMaster({
    title: 'WITH_TITLE',
    objects: [{ placeholder: { options: { name: 'title', type: 'title', x: 0.5, y: 0.3, w: 9, h: 1 }, text: '' } }],
  })
  const picture = await sharp({
    create: { width: 600, height: 400, channels: 3, background: '#246', noise: { type: 'gaussian', mean: 128, sigma: 20 } },
  })
    .jpeg()
    .toBuffer()
  const data = `data:image/jpeg;base64,${picture.toString('base64')}`
  for (let i = 1; i <= slides; i++) {
    const slide = deck.addSlide({ masterName: 'WITH_TITLE' })
    if (titled) slide.addText(`Lysbilde ${i}: lånetall på ŋ og č`, { placeholder: 'title' })
    const points = ['utlån', 'samling', 'formidling'].map((text) => ({ text, options: { bullet: true, breakLine: true } }))
    slide.addText(points, { x: 0.5, y: 1.4, w: 5, h: 3 })
    if (i % 4 === 1) slide.addImage({ data, x: 6, y: 1.5, w: 3, h: 2, ...(described && { altText: 'Hylle med bøker' }) })
  }
  return (await deck.write({ outputType: 'nodebuffer' })) as Buffer
}

/** A PDF with this many pages of one line each, without tags, language or title. */
export async function pdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let i = 1; i <= pages; i++) document.addPage([595, 842]).drawText(`Side ${i}`, { x: 60, y: 760, size: 24, font })
  return Buffer.from(await document.save())
}

/** What LibreOffice makes of a file. @param to its name of the format, with the filter's options */
export function converted(content: Buffer, from: string, to: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'samling-made-'))
  try {
    writeFileSync(join(folder, `a.${from}`), content)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    execFileSync(
      office!,
      [profile, '--headless', '--convert-to', to, '--outdir', join(folder, 'out'), join(folder, `a.${from}`)],
      {
        stdio: 'ignore',
        timeout: 120_000,
      },
    )
    return readFileSync(join(folder, 'out', `a.${to.split(':')[0]}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A PDF that asks for a password. */
export const lockedPdf = (content: Buffer): Buffer =>
  converted(
    content,
    'pptx',
    `pdf:impress_pdf_Export:${JSON.stringify({ EncryptFile: { type: 'boolean', value: 'true' }, DocumentOpenPassword: { type: 'string', value: 'hemmelig' } })}`,
  )

/** A text of OpenDocument's from its parts; `body` is what stands in office:text, `before` what stands before the body. */
export function openText(body: string, more: Readonly<Record<string, string>> = {}, before = ''): Buffer {
  const spaces = Object.entries({ office: 'office', text: 'text', draw: 'drawing', svg: 'svg-compatible', script: 'script' })
    .map(([name, space]) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${space}:1.0"`)
    .join(' ')
  const all = `${spaces} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dom="http://www.w3.org/2001/xml-events"`
  const type = 'application/vnd.oasis.opendocument.text'
  const entry = (path: string, media: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${media}"/>`
  return packed(
    new Map(
      Object.entries({
        mimetype: type,
        'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">${entry('/', type)}${entry('content.xml', 'text/xml')}${Object.keys(
          more,
        )
          .map((path) => entry(path, 'text/xml'))
          .join('')}</manifest:manifest>`,
        'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${all} office:version="1.2">${before}<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
        ...more,
      }).map(([name, text]) => [name, utf8(text)]),
    ),
  )
}

/** A text whose macro writes a file as soon as it is opened. */
export function macroText(writes: string): Buffer {
  const library = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
  return openText(
    '<text:p>Med makro</text:p>',
    {
      'Basic/script-lc.xml': `<?xml version="1.0" encoding="UTF-8"?><library:libraries ${library}><library:library library:name="Standard" library:link="false"/></library:libraries>`,
      'Basic/Standard/script-lb.xml': `<?xml version="1.0" encoding="UTF-8"?><library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/></library:library>`,
      'Basic/Standard/Module1.xml': `<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">Sub Main\n Open &quot;${writes}&quot; For Output As #1\n Print #1, &quot;her&quot;\n Close #1\nEnd Sub</script:module>`,
    },
    '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>',
  )
}

/** A text of OpenDocument's with a password: its manifest says how it is locked, its content is noise. */
export const lockedOpenText = (): Buffer =>
  openText('', {
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="9"><manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="AAAA"/></manifest:encryption-data></manifest:file-entry></manifest:manifest>`,
    'content.xml': randomBytes(400).toString('latin1'),
  })

/** An office file of today with a password: a container of the old kind that holds it whole ([MS-CFB], [MS-OFFCRYPTO]). */
export function lockedPackage(): Buffer {
  const sector = 512
  const header = Buffer.alloc(sector)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(value, at)
  for (const [at, value] of [
    [44, 1],
    [48, 1],
    [56, 0],
    [60, 0xfffffffe],
    [68, 0xfffffffe],
  ] as const)
    header.writeUInt32LE(value, at)
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76)
  const content = randomBytes(16 * sector)
  const table = Buffer.alloc(sector, 0xff)
  table.writeUInt32LE(0xfffffffd, 0)
  table.writeUInt32LE(0xfffffffe, 4)
  for (let i = 0; i < 16; i++) table.writeUInt32LE(i === 15 ? 0xfffffffe : i + 3, 4 * (i + 2))
  const directory = Buffer.concat([
    directoryEntry('Root Entry', 5, 1, 0xfffffffe, 0),
    directoryEntry('EncryptedPackage', 2, 0xffffffff, 2, content.length),
    directoryEntry('', 0, 0xffffffff, 0, 0),
    directoryEntry('', 0, 0xffffffff, 0, 0),
  ])
  return Buffer.concat([header, table, directory, content])
}

function directoryEntry(name: string, type: number, child: number, start: number, size: number): Buffer {
  const entry = Buffer.alloc(128)
  entry.write(name, 'utf16le')
  entry.writeUInt16LE(name ? 2 * name.length + 2 : 0, 64)
  entry.writeUInt8(type, 66)
  entry.writeUInt8(1, 67)
  entry.writeUInt32LE(0xffffffff, 68)
  entry.writeUInt32LE(0xffffffff, 72)
  entry.writeUInt32LE(child, 76)
  entry.writeUInt32LE(start, 116)
  entry.writeUInt32LE(size, 120)
  return entry
}

/** A presentation of a few hundred kilobytes whose one slide unpacks to `size` bytes. @param says what its directory claims */
export async function bomb(size: number, says = size): Promise<Buffer> {
  const deflate = createDeflateRaw({ level: 9, strategy: constants.Z_DEFAULT_STRATEGY })
  const block = Buffer.alloc(1 << 20, ' ')
  const pieces: Buffer[] = []
  deflate.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = new Promise((resolve) => deflate.once('end', resolve))
  for (let left = size; left > 0; left -= block.length)
    if (!deflate.write(block.subarray(0, Math.min(left, block.length))))
      await new Promise((resolve) => deflate.once('drain', resolve))
  deflate.end()
  await ended
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>'
  const slide = { name: 'ppt/slides/slide1.xml', packed: Buffer.concat(pieces), size: says, method: 8, crc: 0 }
  const plain = (name: string, text: string) => {
    const bytes = Buffer.from(text)
    return { name, packed: bytes, size: bytes.length, method: 0, crc: crc32(bytes) }
  }
  return zip([plain('[Content_Types].xml', types), plain('ppt/presentation.xml', '<p:presentation/>'), slide])
}

function zip(entries: readonly { name: string; packed: Buffer; size: number; method: number; crc: number }[]): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, packed: body, size, method, crc } of entries) {
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(method, 4)
    for (const [i, value] of [crc, body.length, size].entries()) facts.writeUInt32LE(value, 10 + 4 * i)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), facts, Buffer.from(name), body)
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, Buffer.from(name))
    at += 30 + name.length + body.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}
