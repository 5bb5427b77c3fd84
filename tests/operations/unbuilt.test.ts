/** The operator's commands as they are after `npm ci` alone: no build, no compiled words, another working folder. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bareEnvironment } from '../program.ts'
import { makeRoom } from './operator.ts'

const root = join(import.meta.dirname, '..', '..')
const room = makeRoom()
const checkout = join(room.folder, 'checkout')
beforeAll(() => {
  mkdirSync(checkout)
  for (const part of ['bin', 'src', 'messages', 'project.inlang', 'migrations', 'package.json', 'package-lock.json'])
    cpSync(join(root, part), join(checkout, part), { recursive: true })
  rmSync(join(checkout, 'src', 'platform', 'words', 'compiled'), { recursive: true, force: true })
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
})
afterAll(() => room.remove())

/** With whatever Node runs here, as npx does it; the command finds Node 26 by itself. */
const samling = (args: readonly string[], input = '') =>
  spawnSync('node', [join(checkout, 'bin', 'samling.mjs'), ...args], {
    cwd: room.folder,
    env: bareEnvironment,
    input,
    encoding: 'utf8',
  })

test('a programme is read from a file and from standard input, as days of items', () => {
  const path = join(root, 'sample', 'april-2020.txt')
  const [fromFile, fromInput] = [
    samling(['programme', 'read', path]),
    samling(['programme', 'read', '-'], readFileSync(path, 'utf8')),
  ]
  expect([fromFile.status, fromFile.stderr]).toEqual([0, ''])
  expect(fromInput.stdout).toBe(fromFile.stdout)
  const { days } = JSON.parse(fromFile.stdout) as { days: { date: string; items: Record<string, unknown>[] }[] }
  expect(days.map((day) => day.date)).toEqual(['2020-04-29'])
  expect(days[0]!.items[0]).toMatchObject({ start: '09:00', end: '09:45' })
  expect(days[0]!.items.find((item) => String(item.title).includes('handlingsplan'))).toMatchObject({
    start: '10:00',
    end: '11:00',
    speakers: expect.any(Array),
  })
})

test('the settings are listed, and a file that is not there is told', () => {
  const config = samling(['config'])
  expect([config.status, config.stderr]).toEqual([0, ''])
  expect(config.stdout).toContain('DATA_DIR')
  const missing = samling(['programme', 'read', 'finnes-ikke.txt'])
  expect([missing.status, missing.stdout]).toEqual([1, ''])
  expect(missing.stderr).toContain('There is no file "finnes-ikke.txt".')
})
