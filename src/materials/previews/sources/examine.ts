/** Looks into a file where nobody else waits, and for so long only. */
import { join } from 'node:path'
import { inThread } from '#platform/thread.ts'
import type { Judgement } from './judge.ts'

const LIMITS = { time: 30_000, memory: 1024 }

/** @param path of the file on this machine's disk */
export async function examineFile(path: string, mediaType: string): Promise<Judgement> {
  const program = { built: 'judging', source: join(import.meta.dirname, 'thread.ts') }
  const answer = await inThread<Judgement>(program, { path, mediaType }, LIMITS)
  // What cannot be looked through within the limits may still be drawn within its own.
  return 'done' in answer ? answer.done : { findings: null }
}
