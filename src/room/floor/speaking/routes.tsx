/** `/{network}/{meeting}/chair/floor/…`: the chairs' acts on the speaker list. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair } from '../../entry/reads.ts'
import { acted } from '../../entry/routes.tsx'
import { type Setup, setUp } from '../../setup/writes.ts'
import { addForm, backForm, listForm, moveForm, seenForm, timesForm } from '../forms.ts'
import type { Step } from '../rules.ts'
import { addName, clearList, moveTurn, remove } from '../writes.ts'
import { endTurn, giveBack, giveFloor, nextSpeaker, pauseClock } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>
type Entered = Awaited<ReturnType<typeof enterAsChair>>
interface Said {
  readonly text: () => string
  /** The way back: an act below `chair/floor`, with what it takes. */
  readonly back?: readonly [act: string, fields: Record<string, string>] | null
}

export function chairFloorRoutes(app: App, ground: Ground): void {
  const { db } = ground

  const act = <P,>(path: string, work: (request: At<P>, entered: Entered) => Promise<Said>) =>
    app.post(`/:network/:meeting/chair/floor${path}`, async (request: FastifyRequest, reply: FastifyReply) => {
      const at = request as At<P>
      const entered = await enterAsChair(ground, at)
      const { text, back } = await work(at, entered)
      return acted(ground, request, reply, entered, 'chair#floor', () => ({
        text: text(),
        ...(back && { undo: { action: `${entered.base}/chair/floor/${back[0]}`, label: m.shared_undo(), fields: back[1] } }),
      }))
    })

  act('/next', async (request, { actor, meeting }) => {
    return stepped(await nextSpeaker(db, actor, meeting, readForm(seenForm, request.body).seen))
  })

  act<{ turn: string }>('/:turn/give', async (request, { actor, meeting }) => {
    return stepped(await giveFloor(db, actor, meeting, request.params.turn))
  })

  act<{ turn: string }>('/:turn/end', async (request, { actor, meeting }) => {
    return stepped(await endTurn(db, actor, meeting, request.params.turn))
  })

  act('/back', async (request, { actor, meeting }) => {
    const { turn, from } = readForm(backForm, request.body)
    await giveBack(db, actor, meeting, turn, from)
    return { text: m.floor_said_back }
  })

  for (const way of ['pause', 'resume'] as const)
    act<{ turn: string }>(`/:turn/${way}`, async (request, { actor, meeting }) => {
      await pauseClock(db, actor, meeting, request.params.turn, way === 'pause')
      return { text: way === 'pause' ? m.floor_said_paused : m.floor_said_resumed }
    })

  act<{ turn: string }>('/:turn/move', async (request, { actor, meeting }) => {
    await moveTurn(db, actor, meeting, request.params.turn, readForm(moveForm, request.body).before)
    return { text: m.floor_said_moved }
  })

  act<{ turn: string }>('/:turn/remove', async (request, { actor, meeting }) => {
    const { turn } = request.params
    await remove(db, actor, meeting, turn, true)
    return { text: m.floor_said_removed, back: [`${turn}/restore`, {}] }
  })

  act<{ turn: string }>('/:turn/restore', async (request, { actor, meeting }) => {
    await remove(db, actor, meeting, request.params.turn, false)
    return { text: m.floor_said_restored }
  })

  for (const way of ['clear', 'refill'] as const)
    act(`/${way}`, async (request, { actor, meeting }) => {
      const { turns } = readForm(listForm, request.body)
      const done = await clearList(db, actor, meeting, turns, way === 'clear')
      if (done.length === 0) return { text: m.floor_said_done_already }
      if (way === 'refill') return { text: m.floor_said_refilled }
      return { text: m.floor_said_cleared, back: ['refill', { turns: done.join(' ') }] }
    })

  act('/add', async (request, { actor, meeting }) => {
    const { name, organisation, kind, item, key } = readForm(addForm, request.body)
    const made = await addName(db, actor, meeting, { kind, itemId: item }, { name, organisation }, key)
    return { text: m.floor_said_added, back: made && [`${made.id}/remove`, {}] }
  })

  /** A switch of the list, and its opposite. */
  const switches: Readonly<Record<string, readonly [changes: Setup, said: () => string, opposite: string]>> = {
    open: [{ floorOpen: true }, m.floor_said_open, 'close'],
    close: [{ floorOpen: false }, m.floor_said_closed, 'open'],
    'open-replies': [{ repliesOpen: true }, m.floor_said_replies_open, 'close-replies'],
    'close-replies': [{ repliesOpen: false }, m.floor_said_replies_closed, 'open-replies'],
  }
  for (const [name, [changes, said, opposite]] of Object.entries(switches))
    act(`/${name}`, async (_, { actor, meeting }) => {
      await setUp(db, actor, meeting, changes)
      return { text: said, back: [opposite, {}] }
    })

  act('/times', async (request, { actor, meeting }) => {
    const before = await setUp(db, actor, meeting, readForm(timesForm, request.body))
    const fields = { turnSeconds: String(before.turnSeconds), replySeconds: String(before.replySeconds) }
    return { text: m.floor_said_times, back: ['times', fields] }
  })

  const stepped = (step: Step | null): Said => {
    if (!step) return { text: m.floor_said_done_already }
    const now = step.starts ?? step.resumes
    const turn = now ?? step.from
    return { text: now ? m.floor_said_next : m.floor_said_ended, back: turn ? ['back', { turn, from: step.from ?? '' }] : null }
  }
}
