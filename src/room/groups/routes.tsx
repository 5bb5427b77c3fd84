/** `/chair/groups` divides those in the room and leads the groups; `/room/groups` is what their members do. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { instantOf } from '#platform/words/instant.ts'
import { pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { keyed } from '../entry/forms.ts'
import { enterAsChair, enterRoom } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import { takePart } from '../entry/writes.ts'
import { runsOf } from '../show/reads.ts'
import { readItems, readPlaceable } from './dividing/reads.ts'
import { divide } from './dividing/rules.ts'
import { breakoutForm, divisionForm, extendForm, groupForm, linksIn, notesForm, placesIn } from './forms.ts'
import { saveNotes } from './notes/writes.ts'
import { ConflictPage } from './pages/conflict.tsx'
import { DividePage, type DivideValues, MovePage } from './pages/divide.tsx'
import { type GroupRow, groupById, isMember, readGroups } from './reads.ts'
import { beginGroups, chooseGroup, lead, movePeople, setBack } from './writes.ts'

type At<More = object> = FastifyRequest<{
  Params: { network: string; meeting: string } & More
  Querystring: Record<string, string>
}>
type Wrong = Readonly<Record<string, string>>

const STYLES = ['forms', 'room', 'room/groups']

export function groupsRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/chair/groups', async (request: At, reply) => {
    const asked = request.query
    if (!asked['propose']) {
      const { meeting } = await enterAsChair(ground, request)
      const on = (await runsOf(db, meeting)).find((run) => run.to === null)
      return sendDivide(request, reply, valuesIn({ item: on?.itemId, ...asked }), null)
    }
    try {
      const { count, dividing } = readForm(divisionForm, asked)
      return sendDivide(request, reply, valuesIn(asked), { count, dividing })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendDivide(request, reply, valuesIn(asked), null, error.fields)
    }
  })

  app.post('/:network/:meeting/chair/groups', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    const { actor, meeting } = entered
    const { links, wrong } = linksIn(request.body)
    const places = placesIn(request.body)
    try {
      if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
      const { key } = readForm(keyed, request.body)
      await beginGroups(db, actor, meeting, { ...readForm(divisionForm, request.body), places, links }, key)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendDivide(request, reply, valuesIn(request.body), places, error.fields)
    }
    return acted(ground, request, reply, entered, 'chair#groups', () => ({ text: m.groups_begun() }))
  })

  app.get('/:network/:meeting/chair/groups/:breakout', async (request: At<{ breakout: string }>, reply) => {
    const { actor, network, meeting, base } = await enterAsChair(ground, request)
    const { breakouts } = await readGroups(db, meeting, 'chair')
    const of = breakouts.find((one) => one.id === request.params.breakout)
    if (!of) throw new NotFound()
    const placed = of.groups.flatMap((group) => (group.members ?? []).map((member) => ({ ...member, number: group.number })))
    const here = await readPlaceable(db, meeting)
    const gone = placed.filter((one) => !here.some(({ id }) => id === one.id))
    const people = [...here, ...gone.map((one) => ({ ...one, organisationId: null, region: null }))]
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.groups_move()),
      network,
      robots: 'noindex',
      styles: STYLES,
      body: () => (
        <MovePage
          base={base}
          title={pick(meeting.title, meeting.locale)?.text ?? ''}
          breakout={of.id}
          people={people}
          count={of.groups.length}
          places={new Map(placed.map((one) => [one.id, one.number]))}
        />
      ),
    })
  })

  app.post('/:network/:meeting/chair/groups/move', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    const { breakout } = readForm(breakoutForm, request.body)
    await movePeople(db, entered.actor, entered.meeting, breakout, placesIn(request.body))
    return acted(ground, request, reply, entered, 'chair#groups', () => ({ text: m.groups_moved() }))
  })

  app.post('/:network/:meeting/chair/groups/extend', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    const { breakout, until } = readForm(extendForm, request.body)
    const { endsAt } = await setBack(db, entered.actor, entered.meeting, breakout, until)
    const before = endsAt && instantOf(endsAt).toString()
    return acted(ground, request, reply, entered, 'chair#groups', () => ({
      text: m.groups_extended(),
      ...(before && { undo: undoTo(entered.base, 'extend', { breakout, until: before }) }),
    }))
  })

  /** What each act says, and the one that takes it back. */
  const ways = {
    call: { text: m.groups_called, back: 'reopen' },
    return: { text: m.groups_returned, back: 'reopen' },
    reopen: { text: m.groups_reopened, back: null },
    remove: { text: m.groups_removed, back: 'restore' },
    restore: { text: m.groups_moved, back: null },
  } as const
  for (const way of ['call', 'return', 'reopen', 'remove', 'restore'] as const)
    app.post(`/:network/:meeting/chair/groups/${way}`, async (request: At, reply) => {
      const entered = await enterAsChair(ground, request)
      const { breakout } = readForm(breakoutForm, request.body)
      await lead(db, entered.actor, entered.meeting, breakout, way)
      const { text, back } = ways[way]
      return acted(ground, request, reply, entered, 'chair#groups', () => ({
        text: text(),
        ...(back && { undo: undoTo(entered.base, back, { breakout }) }),
      }))
    })

  app.post('/:network/:meeting/room/groups/choose', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    const { group } = readForm(groupForm, request.body)
    const me = await takePart(db, entered)
    const number = await chooseGroup(db, entered.actor, entered.meeting, me, group)
    return acted(ground, request, reply, { ...entered, participant: me }, 'room#groups', () => ({
      text: m.groups_chosen({ number }),
    }))
  })

  app.post('/:network/:meeting/room/groups/notes', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    const notes = readForm(notesForm, request.body)
    try {
      await saveNotes(db, entered.actor, entered.meeting, entered.participant, notes)
    } catch (error) {
      const inPlace = request.headers.accept?.includes('application/json')
      if (!(error instanceof Conflict) || inPlace) throw error
      const { actor, network, base } = entered
      const theirs = error.theirs as GroupRow
      return sendPage(ground, request, reply, actor, {
        title: wordsFor(request, actor, () => m.groups_notes()),
        network,
        status: 409,
        robots: 'noindex',
        styles: STYLES,
        body: () => (
          <ConflictPage
            base={base}
            group={theirs.id}
            theirs={{ text: theirs.notes, by: theirs.notesBy, version: theirs.version }}
            mine={notes.text}
          />
        ),
      })
    }
    const script = request.headers.accept?.includes('application/json')
    return acted(ground, request, reply, entered, 'room#groups', script ? null : () => ({ text: m.groups_notes_saved() }))
  })

  app.get('/:network/:meeting/room/groups/:group/join', async (request: At<{ group: string }>, reply) => {
    const { meeting, participant } = await enterRoom(ground, request)
    const { group } = await groupById(db, meeting.id, request.params.group)
    // Chairs go from group to group.
    if (!(await isMember(db, group.id, participant?.id))) await enterAsChair(ground, request)
    if (group.joinUrl === null) throw new NotFound()
    return reply.headers({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' }).redirect(group.joinUrl, 303)
  })

  /** @param proposal how to divide anew, or who was placed where in a form that came back */
  async function sendDivide(
    request: At,
    reply: FastifyReply,
    values: DivideValues,
    proposal: { readonly count: number; readonly dividing: Parameters<typeof divide>[2] } | ReadonlyMap<string, number> | null,
    wrong: Wrong = {},
  ): Promise<FastifyReply> {
    const { actor, network, meeting, base } = await enterAsChair(ground, request)
    const [items, people] = [await readItems(db, meeting), await readPlaceable(db, meeting)]
    const chosen = items.find((one) => one.id === values.item)
    const places =
      proposal && 'count' in proposal
        ? placesOf(divide(people, proposal.count, proposal.dividing, Math.random))
        : (proposal as ReadonlyMap<string, number> | null)
    const body = (request.body ?? {}) as Record<string, string>
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.groups_divide()),
      network,
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      robots: 'noindex',
      styles: STYLES,
      body: () => (
        <DividePage
          base={base}
          title={pick(meeting.title, meeting.locale)?.text ?? ''}
          values={{ ...values, questions: values.questions || (chosen?.questions ?? '') }}
          items={items}
          people={people}
          proposal={places}
          links={Object.fromEntries(Object.entries(body).filter(([name]) => name.startsWith('link.')))}
          wrong={fieldTexts(wrong)}
        />
      ),
    })
  }
}

const placesOf = (groups: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(groups.flatMap((ids, i) => ids.map((id) => [id, i + 1] as const)))

const undoTo = (base: string, way: string, fields: Record<string, string>) => ({
  action: `${base}/chair/groups/${way}`,
  label: m.shared_undo(),
  fields,
})

/** What was asked for or typed, to be shown again. */
function valuesIn(from: unknown): DivideValues {
  const given = (from ?? {}) as Record<string, unknown>
  const one = (name: string, otherwise: string) => String(given[name] ?? otherwise)
  return {
    dividing: one('dividing', 'random'),
    count: one('count', '4'),
    item: one('item', ''),
    minutes: one('minutes', '20'),
    questions: one('questions', ''),
  }
}
