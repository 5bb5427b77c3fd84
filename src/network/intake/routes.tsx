/** Taking in lists: `/{network}/people/import` for owners, `/{network}/organisations/import` for organisers. */
import { buffer } from 'node:stream/consumers'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Conflict, Invalid } from '#platform/errors.ts'
import { receiveForm, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { acceptLargeForms } from '#programme/intake/upload/routes.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { invitationTo } from '../people/mails.tsx'
import { mayManage, mayOrganise } from '../rules.ts'
import { guessColumns, headingRow, organisationHeadings, peopleHeadings } from './columns/rules.ts'
import { readTakeForm, type TakeForm } from './forms.ts'
import { CheckPage } from './pages/check.tsx'
import { GivePage } from './pages/give.tsx'
import { type Kind, organisationsKind, peopleKind } from './parts/kind.ts'
import { digestOf, planOrganisations, planPeople } from './reads.ts'
import type { Cells, Sorted } from './rules.ts'
import { rowsOfFile, rowsOfText, textOfRows } from './sources.ts'
import { takeBackList } from './takingback/writes.ts'
import { type Taken, takeOrganisations, takePeople } from './writes.ts'

const idForm = z.object({ id: z.string() })

/** Bytes. The longest list that is taken in fits ten times. */
const LARGEST = 10 * 1024 * 1024
const AROUND = 8 * 1024 * 1024

interface Planned {
  readonly sorted: readonly Sorted[]
  readonly unknown: readonly string[]
}

/** What differs between the kinds, in one round of the form. */
interface Round<F extends string> {
  readonly kind: Kind<F>
  readonly headings: Readonly<Record<F, readonly string[]>>
  readonly may: typeof mayManage | typeof mayOrganise
  readonly plan: (here: Here, list: List<F>) => Promise<Planned>
  readonly take: (here: Here, list: List<F>, form: TakeForm<F>) => Promise<Taken>
}
interface List<F extends string> {
  readonly rows: Cells
  readonly columns: readonly (F | null)[]
  readonly choices: TakeForm<F>['choices']
  readonly makes: boolean
}

export function takeInRoutes(app: App, ground: Ground): void {
  const { db } = ground
  app.register(async (scope) => {
    acceptLargeForms(scope)
    rounds(scope, ground, {
      kind: peopleKind,
      headings: peopleHeadings,
      may: mayManage,
      plan: ({ actor, network }, list) => planPeople(db, actor, network, list),
      take: ({ actor, network }, list, { seen, invites }) =>
        takePeople(ground, actor, network, { ...list, seen }, invites ? invitationTo(ground.config, actor, network) : null),
    })
    rounds(scope, ground, {
      kind: organisationsKind,
      headings: organisationHeadings,
      may: mayOrganise,
      plan: async ({ actor, network }, list) => ({ sorted: await planOrganisations(db, actor, network, list), unknown: [] }),
      take: ({ actor, network }, list, { seen }) => takeOrganisations(db, actor, network, { ...list, seen }),
    })
  })
}

function rounds<F extends string>(app: App, ground: Ground, round: Round<F>): void {
  const { kind } = round
  const path = `/:network/${kind.path}/import`
  const enter = (request: FastifyRequest) => enterNetwork(ground.db, request, round.may)

  app.get(path, async (request, reply) => givePage(request, reply, await enter(request), '', {}))

  app.post(path, async (request, reply) => {
    const here = await enter(request)
    const { actor, network } = here
    let form = readTakeForm<F>({}, kind.fields)
    let rows: Cells
    try {
      const given = await takeGiven(request)
      form = readTakeForm(given.fields, kind.fields)
      rows = given.rows ?? rowsOfText(form.text)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return givePage(request, reply, here, form.text, error.fields)
    }
    const columns = form.columns ?? guessColumns(rows, round.headings)
    const list = { rows, columns, choices: form.choices, makes: form.makes }
    if (form.wish === 'check') return checkPage(request, reply, here, { form, list, moved: false })
    try {
      const { id, counts } = await round.take(here, list, form)
      const left = counts.wrong + counts.double
      const text = wordsFor(request, actor, () =>
        [
          m.directory_take_done({ made: String(counts.new), changed: String(counts.changed) }),
          left > 0 && m.directory_take_left({ count: left }),
        ]
          .filter(Boolean)
          .join(' '),
      )
      const label = wordsFor(request, actor, () => m.shared_undo())
      const undo = { action: `/${network.slug}/${kind.path}/import/undo`, label, fields: { id } }
      const wrote = counts.new + counts.changed > 0
      return goOn(reply, `/${network.slug}/${kind.path}`, { tone: 'success', text, ...(wrote && { undo }) })
    } catch (error) {
      if (error instanceof Conflict) return checkPage(request, reply, here, { form, list, moved: true })
      throw error
    }
  })

  app.post(`${path}/undo`, async (request, reply) => {
    const { actor, network } = await enter(request)
    const count = await takeBackList(ground.db, actor, network.id, readForm(idForm, request.body).id)
    const text = wordsFor(request, actor, () => (count > 0 ? m.directory_take_undone({ count }) : m.directory_take_undone_none()))
    return goOn(reply, `/${network.slug}/${kind.path}`, { tone: 'info', text })
  })

  function givePage(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network }: Here,
    text: string,
    wrong: Readonly<Record<string, string>>,
  ) {
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => kind.title()),
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => <GivePage network={network} kind={kind as unknown as Kind} text={text} errors={fieldTexts(wrong)} />,
    })
  }

  async function checkPage(
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
    { form, list, moved }: { form: TakeForm<F>; list: List<F>; moved: boolean },
  ) {
    const { sorted, unknown } = await round.plan(here, list)
    return sendPage(ground, request, reply, here.actor, {
      title: wordsFor(request, here.actor, () => kind.title()),
      status: moved ? 409 : 200,
      network: here.network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <CheckPage
          network={here.network}
          kind={kind as unknown as Kind}
          text={textOfRows(list.rows)}
          rows={list.rows}
          heading={headingRow(list.rows, round.headings)}
          columns={list.columns}
          sorted={sorted}
          choices={list.choices}
          seen={digestOf(sorted)}
          unknown={unknown}
          makes={form.makes}
          invites={form.invites}
          moved={moved}
        />
      ),
    })
  }
}

type Fields = Readonly<Record<string, string | string[]>>

/** The fields, and the rows of a file where one was sent. @throws Invalid({ file }) for one that cannot be read */
async function takeGiven(request: FastifyRequest): Promise<{ fields: Fields; rows: Cells | null }> {
  if (!request.isMultipart()) return { fields: (request.body ?? {}) as Fields, rows: null }
  refuseTooLarge(request, LARGEST, AROUND)
  const { fields, file } = await receiveForm(request, { limit: LARGEST, around: AROUND }, async (stream) => ({
    bytes: await buffer(stream),
  }))
  if (!file) return { fields, rows: null }
  if (file.bytes.length > LARGEST) throw new Invalid({ file: 'directory_take_long' })
  return { fields, rows: await rowsOfFile({ name: file.fileName, bytes: file.bytes }) }
}
