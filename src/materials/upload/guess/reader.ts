/**
 * The first words of a file, read where it lies (in the browser, before anything is sent): the title that a PDF or an office
 * document says it has, who made it, and its first slide. Only what can be read cheaply; for all else there is the name.
 */

/** How much of a file is looked at, in bytes. */
const LOOKED_AT = 256 * 1024
/** How much one part of an office file may unpack to. */
const UNPACKED = 512 * 1024
const LONGEST = 2000

/** Never fails for what is in the file: what cannot be read gives ''. */
export async function firstWords(file: Blob): Promise<string> {
  try {
    const head = await bytes(file, 0, 5)
    const text = String.fromCharCode(...head)
    if (text.startsWith('%PDF')) return (await wordsOfPdf(file)).slice(0, LONGEST)
    if (text.startsWith('PK')) return (await wordsOfOffice(file)).slice(0, LONGEST)
  } catch {
    // Damaged, or not what it seems: its sender is told when it has come.
  }
  return ''
}

const bytes = async (file: Blob, from: number, to: number) =>
  new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer())

/** The title and author that its information dictionary or its XMP packet states, wherever they lie uncompressed (ISO 32000-2 §14.3). */
async function wordsOfPdf(file: Blob): Promise<string> {
  const parts = [await bytes(file, 0, LOOKED_AT), await bytes(file, Math.max(LOOKED_AT, file.size - LOOKED_AT), file.size)]
  const found: string[] = []
  for (const part of parts) {
    const raw = new TextDecoder('latin1').decode(part)
    for (const [, literal, hex] of raw.matchAll(/\/(?:Title|Author)\s*(?:\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>)/g))
      found.push(literal === undefined ? pdfText(fromHex(hex ?? '')) : pdfText(unescaped(literal)))
    for (const [, inner = ''] of new TextDecoder().decode(part).matchAll(/<dc:(?:title|creator)>([\s\S]*?)<\/dc:/g))
      found.push(plain(inner))
  }
  return found.join(' ')
}

const fromHex = (hex: string) => (hex.replace(/\s/g, '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
const unescaped = (literal: string) =>
  [
    ...literal
      .replace(/\\([0-7]{1,3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
      .replace(/\\(.)/g, '$1'),
  ].map((sign) => sign.charCodeAt(0))
/** A text string is UTF-16 or UTF-8 with a mark in front, else near enough to Latin-1 (ISO 32000-2 §7.9.2.2). */
function pdfText(codes: readonly number[]): string {
  const data = Uint8Array.from(codes)
  if (codes[0] === 0xfe && codes[1] === 0xff) return new TextDecoder('utf-16be').decode(data)
  if (codes[0] === 0xef && codes[1] === 0xbb) return new TextDecoder().decode(data)
  return new TextDecoder('latin1').decode(data)
}

/** Title and author of a document in a zip, and the text of its first slide (ECMA-376; APPNOTE 4.3). */
async function wordsOfOffice(file: Blob): Promise<string> {
  const entries = await directoryOf(file)
  const found: string[] = []
  for (const name of ['docProps/core.xml', 'ppt/slides/slide1.xml', 'meta.xml']) {
    const entry = entries.get(name)
    if (entry) found.push(wanted(name, await unpack(file, entry)))
  }
  return found.join(' ')
}

const wanted = (name: string, xml: string): string =>
  name.startsWith('ppt/')
    ? plain(xml)
    : [...xml.matchAll(/<dc:(?:title|creator)[^>]*>([\s\S]*?)<\/dc:/g)].map(([, inner = '']) => plain(inner)).join(' ')

const plain = (xml: string) =>
  xml
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos);/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

interface Entry {
  readonly method: number
  readonly packed: number
  readonly at: number
}

async function directoryOf(file: Blob): Promise<Map<string, Entry>> {
  const tailFrom = Math.max(0, file.size - 65_557)
  const tail = new DataView((await bytes(file, tailFrom, file.size)).buffer)
  let end = tail.byteLength - 22
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) return new Map()
  const [length, from] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)]
  const directory = new DataView((await bytes(file, from, from + Math.min(length, LOOKED_AT))).buffer)
  const entries = new Map<string, Entry>()
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === 0x02014b50; ) {
    const named = directory.getUint16(at + 28, true)
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, named))
    entries.set(name, {
      method: directory.getUint16(at + 10, true),
      packed: directory.getUint32(at + 20, true),
      at: directory.getUint32(at + 42, true),
    })
    at += 46 + named + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true)
  }
  return entries
}

async function unpack(file: Blob, { method, packed, at }: Entry): Promise<string> {
  const local = new DataView((await bytes(file, at, at + 30)).buffer)
  const from = at + 30 + local.getUint16(26, true) + local.getUint16(28, true)
  const part = file.slice(from, from + Math.min(packed, LOOKED_AT))
  if (method === 0) return part.text()
  const reader = part.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (let next = await reader.read(); !next.done && text.length < UNPACKED; next = await reader.read())
      text += decoder.decode(next.value, { stream: true })
  } catch {
    // Cut off where we stopped looking: what came before that will do.
  }
  await reader.cancel().catch(() => {})
  return text
}
