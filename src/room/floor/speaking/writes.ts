/**
 * Who has the floor, and their clocks. Chairs say what they saw when they pressed: two who press at once do it once, and
 * whoever chooses somebody else after that is followed.
 */
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import { isSpeaking, isWaiting, nextStep, type Step, speakerOf, stepTo } from '../rules.ts'
import { turn } from '../tables.ts'
import { chairing, change, type Meeting, note, turnById, waitsAlready } from '../writes.ts'

/** The database's own clock, which goes on within a transaction: who waited for a lock does not begin before others ended. */
const NOW = sql`clock_timestamp()`
const STOPPED = {
  spoken: sql`${turn.spoken} + coalesce(extract(epoch from clock_timestamp() - ${turn.runningSince}) * 1000, 0)::int`,
  runningSince: null,
}

/**
 * On to the next speaker: the clock of the one before stops, the next one's starts.
 * @param seen who spoke, as whoever pressed saw it: where that is over already, nothing happens
 * @returns what it did, for the way back
 */
export async function nextSpeaker(db: Db, actor: Actor, meeting: Meeting, seen: string | null): Promise<Step | null> {
  return chairing(db, actor, meeting, async (tx, _, turns) => {
    const speaking = turns.filter(isSpeaking)
    if ((speakerOf(speaking)?.id ?? null) !== seen) return null
    return take(tx, actor, meeting, nextStep(speaking, turns.filter(isWaiting)), 'floor.next')
  })
}

/** Gives the floor to one on the list, whoever stands before them. */
export async function giveFloor(db: Db, actor: Actor, meeting: Meeting, turnId: string): Promise<Step | null> {
  return chairing(db, actor, meeting, async (tx, _, turns) => {
    const row = await turnById(tx, meeting, turnId)
    if (isSpeaking(row)) return null
    if (!isWaiting(row)) throw new Refused('floor_gone_on')
    return take(tx, actor, meeting, stepTo(turns.filter(isSpeaking), row), 'floor.given')
  })
}

/** Who speaks is done, and nobody is next yet. @param seen as in `nextSpeaker` */
export async function endTurn(db: Db, actor: Actor, meeting: Meeting, seen: string): Promise<Step | null> {
  return chairing(db, actor, meeting, async (tx, _, turns) => {
    const speaking = turns.filter(isSpeaking)
    if (speakerOf(speaking)?.id !== seen) return null
    return take(tx, actor, meeting, nextStep(speaking, []), 'floor.ended')
  })
}

/**
 * Takes a step back: who was given the floor waits again where they stood, and who had it before has it again.
 * @param turnId who has it now
 * @param from who had it before; null where nobody had
 * @throws Refused when it has gone on since
 */
export async function giveBack(db: Db, actor: Actor, meeting: Meeting, turnId: string, from: string | null): Promise<void> {
  await chairing(db, actor, meeting, async (tx, _, turns) => {
    const before = from === null ? null : await turnById(tx, meeting, from)
    const now = speakerOf(turns.filter(isSpeaking))
    const ended = turnId === before?.id
    if ((now?.id ?? null) !== (ended ? null : turnId)) throw new Refused('floor_gone_on')
    if (now) {
      const resumed = before?.startedAt != null && now.startedAt! < before.startedAt
      if (!resumed && waitsAlready(turns, now)) throw new Refused('floor_waits_already')
      await change(tx, now.id, resumed ? STOPPED : { startedAt: null, spoken: 0, runningSince: null })
    }
    if (before) await change(tx, before.id, { endedAt: null, runningSince: NOW })
    await note(tx, actor, meeting, turnId, 'floor.given_back')
  })
}

/** Stops the clock of who speaks, or lets it go on. Their turn stays theirs. */
export async function pauseClock(db: Db, actor: Actor, meeting: Meeting, turnId: string, paused: boolean): Promise<void> {
  await chairing(db, actor, meeting, async (tx, _, turns) => {
    const now = speakerOf(turns.filter(isSpeaking))
    if (now?.id !== turnId) throw new Refused('floor_gone_on')
    if ((now.runningSince === null) === paused) return
    await change(tx, now.id, paused ? STOPPED : { runningSince: NOW })
    await note(tx, actor, meeting, now.id, paused ? 'floor.paused' : 'floor.resumed')
  })
}

/** Stops the clock that runs, in a write that holds the room. Their turn stays theirs. @returns whose it was; null where none ran */
export async function stopClock(tx: Tx, actor: Actor, meeting: Meeting): Promise<string | null> {
  const [stopped] = await tx
    .update(turn)
    .set(STOPPED)
    .where(and(eq(turn.meetingId, meeting.id), isNotNull(turn.runningSince)))
    .returning({ id: turn.id })
  if (stopped) await note(tx, actor, meeting, stopped.id, 'floor.paused')
  return stopped?.id ?? null
}

/** Lets a clock go on that was stopped so, where nobody else has had the floor since. */
export async function letClockGoOn(tx: Tx, actor: Actor, meeting: Meeting, turnId: string): Promise<void> {
  const turns = await tx
    .select()
    .from(turn)
    .where(and(eq(turn.meetingId, meeting.id), isNotNull(turn.startedAt), isNull(turn.endedAt), isNull(turn.withdrawnAt)))
  const now = speakerOf(turns)
  if (now?.id !== turnId || now.runningSince !== null) return
  await change(tx, turnId, { runningSince: NOW })
  await note(tx, actor, meeting, turnId, 'floor.resumed')
}

/** Carries a step out: first the clocks that stop, then the one that runs, as the index on running clocks demands. */
async function take(tx: Tx, actor: Actor, meeting: Meeting, step: Step, action: string): Promise<Step | null> {
  const { ends, pauses, starts, resumes } = step
  if (ends.length === 0 && !starts && !resumes) return null
  if (ends.length > 0)
    await tx
      .update(turn)
      .set({ ...STOPPED, endedAt: NOW })
      .where(inArray(turn.id, [...ends]))
  if (pauses) await change(tx, pauses, STOPPED)
  if (starts) await change(tx, starts, { startedAt: NOW, runningSince: NOW })
  if (resumes) await change(tx, resumes, { runningSince: NOW })
  await note(tx, actor, meeting, starts ?? resumes ?? ends[0]!, action)
  return step
}
