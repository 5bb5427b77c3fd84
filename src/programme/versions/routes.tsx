/** Undo, redo, and every version a programme has had. For those who edit it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { sendForm } from '#meeting/settings/routes.tsx'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { programmeOf } from '../operation/reads.ts'
import { contestKey } from '../operation/rules.ts'
import { type Returned, redo, restoreVersion, undo } from '../operation/writes.ts'
import { ComparePage } from './pages/compare.tsx'
import { ContestsPage } from './pages/contests.tsx'
import { VersionsPage } from './pages/list.tsx'
import { twoVersions, versionsOf } from './reads.ts'
import { nameOf } from './rules.ts'

interface Address {
  network: string
  meeting: string
}
type At = FastifyRequest<{ Params: Address; Querystring: Record<string, string | undefined> }>

const number = z.coerce.number().int().min(0).max(1_000_000_000)

/** The notice after something was done to a programme: the way back stands in it. */
export function undoNotice(base: string, text: string, operation: { readonly id: string } | null): Notice {
  return {
    tone: 'success',
    text,
    ...(operation && { undo: { action: `${base}/programme/undo`, label: m.shared_undo(), fields: { operation: operation.id } } }),
  }
}

export function versionRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const me = ({ actor }: Entered): string => {
    if (!actor.person) throw new NotFound()
    return actor.person.id
  }

  app.get('/:network/:meeting/programme/versions', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const from = number.optional().catch(undefined).parse(request.query.from) ?? null
    const versions = await versionsOf(db, entered.meeting.id, me(entered), from)
    const programme = await programmeOf(db, entered.meeting.id)
    return sendForm(ground, request, reply, entered, 200, m.programme_versions, () => (
      <VersionsPage
        base={entered.base}
        meeting={entered.meeting}
        versions={versions}
        personId={me(entered)}
        titles={new Map(programme.items.map((one) => [one.id, one.title]))}
      />
    ))
  })

  app.get('/:network/:meeting/programme/versions/compare', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { newest } = await versionsOf(db, entered.meeting.id, me(entered), 0)
    const asked = (name: string, otherwise: number) =>
      Math.min(newest, number.catch(Math.max(0, otherwise)).parse(request.query[name]))
    const [from, to] = [asked('from', newest - 1), asked('to', newest)]
    const both = await twoVersions(db, entered.meeting.id, from, to)
    return sendForm(
      ground,
      request,
      reply,
      entered,
      200,
      () => m.programme_version_between({ from: nameOf(from), to: nameOf(to) }),
      () => <ComparePage base={entered.base} meeting={entered.meeting} from={from} to={to} newest={newest} {...both} />,
    )
  })

  app.post('/:network/:meeting/programme/versions/restore', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { number: version } = readForm(z.object({ number }), request.body)
    const { operation } = await restoreVersion(db, entered.actor, entered.meeting.id, version)
    const notice = wordsFor(request, entered.actor, () =>
      undoNotice(entered.base, m.programme_version_restored({ n: nameOf(version) }), operation),
    )
    return goOn(reply, `${entered.base}/programme`, notice)
  })

  for (const way of ['undo', 'redo'] as const)
    app.post(`/:network/:meeting/programme/${way}`, async (request: At, reply) => {
      const entered = await enterToEdit(ground, request)
      const body = (request.body ?? {}) as Record<string, unknown>
      const { operation } = readForm(z.object({ operation: z.uuid().optional().catch(undefined) }), body)
      const decide = decisions(body)
      const { actor, meeting } = entered
      const act = way === 'undo' ? undo(db, actor, meeting.id, operation ?? null, decide) : redo(db, actor, meeting.id, decide)
      const done = await act.catch((error) => {
        // Already done in another window, perhaps: there is just nothing left.
        if (error instanceof NotFound) return null
        throw error
      })
      if (done === null) {
        const nothing = wordsFor(request, actor, (): Notice => ({ tone: 'info', text: m.programme_nothing_to_undo() }))
        return goOn(reply, `${entered.base}/programme`, nothing)
      }
      if (done.contests.length > 0) return sendContests(ground, request, reply, entered, way, operation, done, body)
      const notice = wordsFor(request, actor, (): Notice => {
        if (way === 'redo') return undoNotice(entered.base, m.programme_redone(), null)
        const again = { action: `${entered.base}/programme/redo`, label: m.programme_redo(), fields: {} }
        return { tone: 'success', text: m.programme_undone(), undo: again }
      })
      return goOn(reply, `${entered.base}/programme`, notice)
    })
}

/** `decide/item:…:title.nb` = 'before' | 'now' */
function decisions(body: Record<string, unknown>): Record<string, 'before' | 'now'> {
  const found: Record<string, 'before' | 'now'> = {}
  for (const [name, value] of Object.entries(body))
    if (name.startsWith('decide/') && (value === 'before' || value === 'now')) found[name.slice('decide/'.length)] = value
  return found
}

async function sendContests(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  way: 'undo' | 'redo',
  operation: string | undefined,
  { contests }: Returned,
  body: Record<string, unknown>,
): Promise<FastifyReply> {
  const programme = await programmeOf(ground.db, entered.meeting.id)
  const asked = [body.ask ?? []].flat().map(String)
  return sendForm(ground, request, reply, entered, 409, m.programme_undo_contested_title, () => (
    <ContestsPage
      base={entered.base}
      meeting={entered.meeting}
      action={`${entered.base}/programme/${way}`}
      fields={operation ? { operation } : {}}
      contests={contests}
      programme={programme}
      unanswered={new Set(contests.map(contestKey).filter((key) => asked.includes(key)))}
      answered={decisions(body)}
    />
  ))
}
