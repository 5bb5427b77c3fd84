import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { type ZipEntry, zipOf } from './zipstream.ts'

async function* given(...all: readonly ZipEntry[]) {
  yield* all
}
const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync)

it.skipIf(!python && process.env['REQUIRE_ALL'] !== '1')('another program opens it [needs package: python3]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'))
  try {
    const large = Buffer.alloc(300_000, 'Čáhcesuolu ')
    const all = given(
      { name: 'lest.html', content: [Buffer.from('hei')] },
      { name: 'filer/čáhci.txt', content: [large, large] },
      { name: 'tom', content: [] },
      { name: 'bilde.png', content: [large, large], stored: { size: 2 * large.length } },
    )
    writeFileSync(join(folder, 'a.zip'), await buffer(zipOf(all)))
    const script = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])'
    execFileSync(python!, ['-c', script, join(folder, 'a.zip'), folder])
    expect(readFileSync(join(folder, 'lest.html'), 'utf8')).toBe('hei')
    expect(readFileSync(join(folder, 'filer', 'čáhci.txt'))).toEqual(Buffer.concat([large, large]))
    expect(readFileSync(join(folder, 'tom'))).toHaveLength(0)
    expect(readFileSync(join(folder, 'bilde.png'))).toEqual(Buffer.concat([large, large]))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('what cannot be read breaks the archive off instead of ending it as if it were whole', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('half')
    throw new Error('the disk is gone')
  }
  await expect(buffer(zipOf(given({ name: 'a', content: broken() })))).rejects.toThrow('the disk is gone')
})

it('what is stored with another length than was said breaks the archive off', async () => {
  const cut = given({ name: 'a', content: [Buffer.from('half')], stored: { size: 8 } })
  await expect(buffer(zipOf(cut))).rejects.toThrow('a is 4 bytes and not 8')
})
