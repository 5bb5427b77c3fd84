/** Decisions, action points and answers of a meeting: `/{network}/{meeting}/decisions`, and the form for one of them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterMeeting, type ItemView, itemPath, itemsOf, openItem, readMeeting } from '#meeting/reads.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { isId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts, message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { attendable } from '../attending/reads.ts'
import { type Block, blocksIn } from '../document.ts'
import { attendingWords, factsOf } from '../facts/rules.ts'
import { readMinutes } from '../reads.ts'
import { mayWrite } from '../rules.ts'
import { sumOf } from '../standing/rules.ts'
import { editIn, objectForm } from './forms.ts'
import { ownerLetter } from './mails.tsx'
import { EditPage } from './pages/edit.tsx'
import { ObjectsPage } from './pages/objects.tsx'
import { listObjects, possibleOwners } from './reads.ts'
import { isPlainBlock, suggestOwner } from './rules.ts'
import { editObject } from './writes.ts'

const LIST = '/:network/:meeting/decisions'
const ONE = `${LIST}/:publicId/:block`

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
type OfOne = FastifyRequest<{ Params: { network: string; meeting: string; publicId: string; block: string } }>

const wordsOf = (block: Block): string =>
  block.attending ? attendingWords({ ...block, attending: block.attending }) : block.text

/** What came of a form that was not taken: what was typed, and why. */
interface Trouble {
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
  readonly changed: Block | null
}

export function objectRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const teller = { ground, letter: ownerLetter }

  app.get(LIST, async (request: At, reply) => {
    const { actor, network, meeting } = await enterMeeting(db, request, request.params)
    const view = await readMeeting(db, actor, meeting)
    const items = new Map([...itemsOf(view.days)].map((item): [string, ItemView] => [item.id, item]))
    const objects = await listObjects(db, actor, meeting, [...items.keys()])
    const writes = mayWriteMinutes(actor, meeting) === 'yes'
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.decisions_title_of({ title: pick(meeting.title, meeting.locale)?.text ?? '' })),
      network,
      styles: ['minutes'],
      robots: 'noindex',
      body: () => <ObjectsPage view={view} items={items} objects={objects} writes={writes} />,
    })
  })

  app.get(ONE, async (request: OfOne, reply) => editPage(request, reply, await standAt(request), null))

  app.post(ONE, async (request: OfOne, reply) => {
    const here = await standAt(request)
    const typed = request.body as Record<string, string>
    try {
      const form = readForm(objectForm, request.body)
      const told = await editObject(teller, here.actor, here, here.block, {
        basedOn: form.basedOn,
        seen: form.seen,
        ...editIn(form),
      })
      const name = told ? (await named(here)).people.find((one) => one.id === form.personId)?.name : undefined
      return goOn(reply, form.did ? `${here.base}/attendance#noted` : `${here.base}/decisions#o-${here.block}`, {
        tone: 'success',
        text: wordsFor(request, here.actor, () => (name ? m.decisions_owner_told({ name }) : m.decisions_saved())),
      })
    } catch (error) {
      if (error instanceof Invalid)
        return editPage(request, reply, here, { typed, errors: fieldTexts(error.fields), changed: null })
      if (error instanceof Refused)
        return editPage(request, reply, here, { typed, errors: { text: message(error.reason) }, changed: null })
      if (error instanceof Conflict)
        return editPage(request, reply, here, { typed, errors: {}, changed: (error as Conflict<Block>).theirs })
      throw error
    }
  })

  type Here = Awaited<ReturnType<typeof standAt>>
  const named = ({ actor, meeting }: Here) => possibleOwners(db, actor, meeting)

  /** @throws NotFound for those who do not write the minutes */
  async function standAt(request: OfOne) {
    const entered = await enterMeeting(db, request, request.params)
    const { actor, network, meeting } = entered
    const { publicId, block } = request.params
    if (mayWriteMinutes(actor, meeting) !== 'yes' || !isId(block) || !/^\d{1,15}$/.test(publicId)) throw new NotFound()
    const item = await openItem(db, actor, meeting, Number(publicId))
    return { ...entered, item, block, base: `/${network.slug}/${meeting.slug}` }
  }

  async function editPage(request: OfOne, reply: FastifyReply, here: Here, trouble: Trouble | null) {
    const { actor, meeting, item } = here
    const row = (await readMinutes(db, actor, here))?.row
    const node = row?.document.content?.find((one) => one.attrs?.id === here.block)
    const block = row && blocksIn(row.document).find((one) => one.id === here.block)
    if (!row || !node || !block) throw new NotFound()
    const view = await readMeeting(db, actor, meeting)
    const kept = (await listObjects(db, actor, meeting, [item.id])).find((one) => one.block.id === here.block)
    const people = await named(here)
    const verdict = mayWrite(actor, meeting, row)
    const { changed } = trouble ?? { changed: null }
    const props = {
      ...{ view, block, named: people },
      number: kept?.number ?? null,
      lang: row.locale,
      itemPath: itemPath(here.base, item, meeting.locale),
      basedOn: trouble && !changed ? Number(trouble.typed.basedOn) || row.number : row.number,
      seen: trouble && !changed ? (trouble.typed.seen ?? '') : sumOf(block),
      owner: { personId: kept?.row?.personId ?? null, organisationId: kept?.row?.organisationId ?? null },
      suggested: suggestOwner(block.who ?? '', people),
      people: block.attending ? await attendable(db, actor, meeting) : [],
      plain: isPlainBlock(node),
      told: kept?.row?.toldAt !== undefined && kept.row.toldAt !== null && kept.row.toldPersonId === kept.row.personId,
      // After a conflict the fields show what stands: whoever saved last did not see it.
      typed: changed ? null : (trouble?.typed ?? null),
      errors: trouble?.errors ?? {},
    }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.decisions_edit_of({ text: wordsOf(block).slice(0, 60) })),
      network: here.network,
      styles: ['minutes', 'forms'],
      robots: 'noindex',
      ...(trouble && { status: changed ? 409 : 422 }),
      body: () => (
        <EditPage
          {...props}
          locked={verdict === 'yes' ? null : message(verdict)}
          changed={changed && [wordsOf(changed), ...factsOf(changed).map(({ text }) => text)].join(' · ')}
        />
      ),
    })
  }
}
