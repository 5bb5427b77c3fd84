import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deck, office, openText } from '../../../tests/presented.ts'
import { canBeApart, runConfined } from '../confined.ts'
import { type Conversion, OFFICE_LIMITS, toPdf } from './convert.ts'
import { officeKindOf } from './kinds.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samling-office-'))
  for (const name of ['models', 'data', 'runs']) mkdirSync(join(folder, name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const odt = officeKindOf('application/vnd.oasis.opendocument.text')!
const pptx = officeKindOf('application/vnd.openxmlformats-officedocument.presentationml.presentation')!
const running = (mark: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark)
      } catch {
        return false
      }
    })

function conversion(content: Uint8Array, over: Partial<Conversion> = {}): Conversion {
  const own = mkdtempSync(join(folder, 'runs', 'run-'))
  writeFileSync(join(own, 'file'), content)
  return {
    office: office!,
    source: join(own, 'file'),
    kind: odt,
    folder: own,
    models: join(folder, 'models'),
    hide: join(folder, 'data'),
    ...over,
  }
}

async function textOf(done: Awaited<ReturnType<typeof toPdf>>): Promise<string> {
  if ('failed' in done) throw new Error(`no PDF: ${done.failed}`)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(done.pdf))), { mergePages: true })
  return text
}

describe.skipIf(!office)('LibreOffice (the packages libreoffice-impress, libreoffice-writer and libreoffice-calc)', () => {
  test('works on two files at once, each with a profile of its own', { timeout: 60_000 }, async () => {
    const texts = ['Første', 'Andre'].map((text) => openText(`<text:p>${text}</text:p>`))
    const done = await Promise.all(texts.map((content) => toPdf(conversion(content))))
    expect(await Promise.all(done.map(textOf))).toEqual([expect.stringContaining('Første'), expect.stringContaining('Andre')])
  })

  test('fetches nothing from the network, and shows nothing of our data', { timeout: 120_000 }, async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('HEMMELIG FRA NETTET')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const near = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const secret = join(folder, 'data', 'secret.txt')
    writeFileSync(secret, 'HEMMELIG FRA DISKEN')
    const linked = (address: string, name: string) =>
      `<text:section text:name="${name}"><text:section-source xlink:href="${address}" xlink:type="simple"/><text:p>Tom</text:p></text:section>`
    const body = `<text:p>Lenket<draw:frame draw:name="a" text:anchor-type="as-char" svg:width="5cm" svg:height="4cm"><draw:image xlink:href="${near}/bilde.png" xlink:type="simple"/></draw:frame></text:p>${linked(`${near}/tekst.txt`, 'a')}${linked(`file://${secret}`, 'b')}`
    try {
      const text = await textOf(await toPdf(conversion(openText(body))))
      expect(text).toContain('Lenket')
      expect(text).not.toContain('HEMMELIG')
      expect(asked).toEqual([])
    } finally {
      server.close()
    }
  })

  test('is ended, all of it, when it takes too long', { timeout: 60_000 }, async () => {
    const one = conversion(await deck(30), { kind: pptx })
    const begun = Date.now()
    expect(await toPdf({ ...one, limits: { ...OFFICE_LIMITS, time: 300 } })).toEqual({ failed: 'time' })
    expect(Date.now() - begun).toBeLessThan(10_000)
    await expect.poll(() => running(one.folder), { timeout: 5000 }).toEqual([])
  })

  test('gives up on what needs more memory than it may have', { timeout: 60_000 }, async () => {
    const one = conversion(await deck(2), { kind: pptx })
    expect(await toPdf({ ...one, limits: { ...OFFICE_LIMITS, memory: 20 } })).toEqual({ failed: 'unreadable' })
    expect(existsSync(join(one.folder, 'out', 'source.pdf'))).toBe(false)
  })
})

describe('a confined program', () => {
  const limits = { time: 10_000, memory: 500, output: 1 }
  const run = async (script: string, around: { hide?: string } = {}) => {
    const own = mkdtempSync(join(folder, 'runs', 'run-'))
    const { ended } = await runConfined(['sh', '-c', script], limits, { folder: own, ...around })
    const { code, stopped } = await ended
    return { code, stopped, folder: own }
  }

  test('knows nothing of our settings', async () => {
    process.env['SAMLING_TEST_SECRET'] = 'hemmelig'
    const { folder: own } = await run('env > env.txt')
    expect(readFileSync(join(own, 'env.txt'), 'utf8')).toContain('PATH=')
    expect(readFileSync(join(own, 'env.txt'), 'utf8')).not.toContain('hemmelig')
  })

  test('writes no larger files than it may', async () => {
    const { code, folder: own } = await run('head -c 5000000 /dev/zero > big')
    expect(code).not.toBe(0)
    expect(readFileSync(join(own, 'big')).length).toBeLessThanOrEqual(1_100_000)
  })

  test('leaves nothing running behind', async () => {
    const mark = `31${process.pid}`
    await run(`sleep ${mark} & sleep 0.2`)
    await expect.poll(() => running(`sleep\0${mark}`), { timeout: 5000 }).toEqual([])
  })

  test('sees neither a network nor our data where the machine allows that (unshare, of the package util-linux)', async ({
    skip,
  }) => {
    if (!(await canBeApart())) skip('this machine allows no namespaces')
    writeFileSync(join(folder, 'data', 'there'), '')
    const look = `ls ${join(folder, 'data')} > seen; cat /proc/net/dev > net`
    const read = (own: string) => ({
      data: readFileSync(join(own, 'seen'), 'utf8').trim().split('\n'),
      net: readFileSync(join(own, 'net'), 'utf8').trim().split('\n').slice(2),
    })
    expect(read((await run(look)).folder).data).toContain('there')
    const apart = read((await run(look, { hide: join(folder, 'data') })).folder)
    expect(apart.data).toEqual([''])
    expect(apart.net).toEqual([expect.stringMatching(/^\s*lo:/)])
  })
})
