/**
 * A whole day with forty in the room, as it is rehearsed among the tests: each has the page's own line, some lose it, and the
 * program is killed once. Told is what it took; that all held the same all the way is what the rehearsal itself fails on.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rehearse } from '../tests/rehearsal/rehearsal.ts'
import { calibrate, say, tell } from './figures.ts'

calibrate('rehearsal')
const folder = mkdtempSync(join(tmpdir(), 'samling-bench-'))
try {
  const { figures, complaints } = await rehearse(join(folder, 'data'))
  for (const one of figures) tell({ bench: 'rehearsal', ...one })
  for (const line of complaints) say(line)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
