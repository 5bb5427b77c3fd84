/** A meeting's settings: what it is called, who sees it, its plan, its texts, its people. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, type Notice, wordsFor } from '#platform/http/visit.ts'
import { instantAt } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { fieldName } from '#programme/parts/fields.tsx'
import { said } from '../parts/said.ts'
import { type Entered, enterToEdit } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { changeDetails, type Details, removeMeeting, restoreMeeting, setAudience, setSpeakerTerms } from '../writes.ts'
import {
  attendanceField,
  audienceForm,
  badUrl,
  detailFields,
  detailsFlat,
  idForm,
  placeForm,
  readSharedForm,
  type SharedForm,
  speakersForm,
  unfit,
  wordsIn,
} from './forms.ts'
import { DetailsPage } from './pages/details.tsx'
import { SettingsPage } from './pages/settings.tsx'
import { seriesOf, textsAround } from './reads.ts'
import { type Flat, mergeFlat } from './rules.ts'

interface Address {
  network: string
  meeting: string
}
export type At<More = object> = FastifyRequest<{ Params: Address & More }>

export type Fields = Readonly<Record<string, string>>

/** On to a page that tells what happened, in the organiser's language. */
export const tellOn = (
  request: FastifyRequest,
  reply: FastifyReply,
  { actor }: { actor: Actor },
  to: string,
  say: () => Notice = saved,
): FastifyReply => goOn(reply, to, wordsFor(request, actor, say))

const saved = (): Notice => ({ tone: 'success', text: m.meeting_set_saved() })

export function meetingSettingsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  app.get('/:network/:meeting/edit', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return sendDetails(ground, request, reply, entered, asIs(detailsFlat(entered.meeting)))
  })

  app.post('/:network/:meeting/edit', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { meeting } = entered
    const form = readSharedForm(request.body, detailFields)
    const bad = badUrl(form.mine.joinUrl ?? '')
    const wrong = { ...unfit(form.mine), ...(bad && { joinUrl: bad }) }
    const answer = await together(form, wrong, detailsFlat(meeting), (merged) =>
      changeDetails(db, entered.actor, meeting.id, meeting.version, detailsOf(merged)),
    )
    if (answer) return sendDetails(ground, request, reply, entered, answer)
    return tellOn(request, reply, entered, entered.base)
  })

  app.get('/:network/:meeting/settings', async (request: At, reply) =>
    sendSettings(ground, request, reply, await enterToEdit(ground, request), {}),
  )

  app.post('/:network/:meeting/settings/audience', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { audience, version } = readForm(audienceForm, request.body)
    await setAudience(db, entered.actor, entered.meeting.id, version, audience)
    return tellOn(request, reply, entered, `${entered.base}/settings`)
  })

  app.post('/:network/:meeting/settings/home', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { series, locale, version } = readForm(placeForm, request.body)
    const known = (await seriesOf(db, entered.network.id)).find((one) => one.id === series)
    await changeDetails(db, entered.actor, entered.meeting.id, version, { seriesId: known?.id ?? null, locale })
    return tellOn(request, reply, entered, `${entered.base}/settings`)
  })

  app.post('/:network/:meeting/settings/speakers', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { meeting, actor, base } = entered
    try {
      const { corrections, linksUntil: last, version } = readForm(speakersForm, request.body)
      const after = last && Temporal.PlainDate.from(last).add({ days: 1 }).toString()
      const linksUntil = after && instantAt(after, '00:00', meeting.timezone)
      await setSpeakerTerms(db, actor, meeting.id, version, { corrections, linksUntil: linksUntil || null })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendSettings(ground, request, reply, entered, error.fields)
    }
    return tellOn(request, reply, entered, `${base}/settings#speakers`)
  })

  app.post('/:network/:meeting/settings/remove', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await removeMeeting(db, entered.actor, entered.meeting.id)
    const home = `/${entered.network.slug}`
    return tellOn(request, reply, entered, entered.meeting.template ? `${home}/templates` : home, () => ({
      tone: 'info',
      text: m.meeting_set_removed({ title: said(entered.meeting.title).text }),
      undo: { action: `/${entered.network.slug}/meetings/restore`, label: m.shared_undo(), fields: { id: entered.meeting.id } },
    }))
  })

  app.post('/:network/meetings/restore', async (request: FastifyRequest<{ Params: { network: string } }>, reply) => {
    const { actor, network } = await organiserOf(ground, request)
    const { id } = readForm(idForm, request.body)
    const back = await restoreMeeting(db, actor, id)
    return tellOn(request, reply, { actor }, `/${network.slug}/${back.slug}`)
  })
}

/** A form as it is sent to the browser: fresh, or back with what is wrong or in conflict. */
export interface Answer {
  readonly fields: Flat
  readonly was: Flat
  /** Fields both changed. */
  readonly asked: readonly string[]
  readonly wrong: Fields
}
export const asIs = (flat: Flat): Answer => ({ fields: flat, was: flat, asked: [], wrong: {} })

/**
 * Saves a form that two people may have had open: merges by field what was changed meanwhile.
 * @param theirs what stands now
 * @returns null when saved; otherwise what to show, with everything typed
 */
export async function together(
  form: SharedForm,
  wrong: Fields,
  theirs: Flat,
  save: (merged: Flat) => Promise<unknown>,
): Promise<Answer | null> {
  const unanswered = Object.fromEntries(form.unanswered.map((field) => [`use/${field}`, 'programme_conflict_choose']))
  if (form.unanswered.length > 0)
    return { fields: form.mine, was: form.was, asked: form.asked, wrong: { ...wrong, ...unanswered } }
  if (Object.keys(wrong).length > 0) return { fields: form.mine, was: form.was, asked: [], wrong }
  const { merged, conflicts } = mergeFlat(form.was, form.mine, theirs)
  if (conflicts.length > 0) return { fields: merged, was: theirs, asked: conflicts, wrong: {} }
  try {
    await save(merged)
    return null
  } catch (error) {
    if (error instanceof Invalid) return { fields: form.mine, was: form.was, asked: [], wrong: error.fields }
    // In the moment between reading and saving: sent again, it meets what stands then.
    if (error instanceof Conflict) return { fields: form.mine, was: form.was, asked: [], wrong: { form: 'shared_conflict' } }
    throw error
  }
}

const detailsOf = (flat: Flat): Details => ({
  title: wordsIn(flat, 'title') ?? {},
  summary: wordsIn(flat, 'summary'),
  attendance: attendanceField.parse(flat.attendance),
  place: flat.place || null,
  joinUrl: flat.joinUrl || null,
})

export const statusOfAnswer = ({ asked, wrong }: Answer): number =>
  asked.length > 0 ? 409 : Object.keys(wrong).length > 0 ? 422 : 200

/** `anchors` leads from a field of the write to the field of the form. */
export const wrongs = (wrong: Fields, anchors: Fields = {}) => ({
  error: (field: string) => (wrong[field] === undefined ? undefined : message(wrong[field])),
  errors: Object.entries(wrong).map(([field, key]) => ({ field: anchors[field] ?? field, text: message(key) })),
})

export const disagreements = ({ asked, fields, was }: Answer) =>
  asked.map((field) => ({ field, label: labelOf(field), mine: fields[field] ?? '', theirs: was[field] ?? '' }))

function labelOf(field: string): string {
  const [name = '', locale] = field.split('/')
  const own: Record<string, () => string> = {
    summary: m.meeting_set_summary,
    place: m.meeting_set_place,
    joinUrl: m.meeting_set_join,
    attendance: m.programme_fact_mode,
    heading: m.meeting_set_text_heading,
    body: m.meeting_set_text_body,
    kind: m.meeting_set_text_kind,
    audience: m.meeting_set_text_audience,
  }
  const label = own[name]?.() ?? m.programme_fact_title()
  return locale ? `${label} (${fieldName(`title.${locale as 'nb'}`).replace(/^.*\(|\)$/g, '')})` : label
}

async function sendDetails(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  answer: Answer,
): Promise<FastifyReply> {
  const texts = await textsAround(ground.db, entered.meeting.id)
  return sendForm(ground, request, reply, entered, statusOfAnswer(answer), m.meeting_set_details, () => (
    <DetailsPage
      {...entered}
      fields={answer.fields}
      was={JSON.stringify(answer.was)}
      conflicts={disagreements(answer)}
      texts={texts}
      {...wrongs(answer.wrong, { title: `title/${entered.meeting.locale}` })}
    />
  ))
}

async function sendSettings(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  wrong: Fields,
): Promise<FastifyReply> {
  const { db } = ground
  const series = await seriesOf(db, entered.network.id)
  return sendForm(ground, request, reply, entered, Object.keys(wrong).length > 0 ? 422 : 200, m.meeting_set_settings, () => (
    <SettingsPage {...entered} series={series} {...wrongs(wrong)} />
  ))
}

export function sendForm(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network, meeting }: Entered,
  status: number,
  title: () => string,
  body: Parameters<typeof sendPage>[4]['body'],
): FastifyReply {
  const locale = localeOf(request, actor.person?.locale ?? null)
  return sendPage(ground, request, reply, actor, {
    title: `${inLocale(locale, title)} · ${pick(meeting.title, locale)?.text ?? ''}`,
    network,
    styles: ['forms', 'meeting', 'programme'],
    robots: 'noindex',
    status,
    body,
  })
}

async function organiserOf(
  ground: Ground,
  request: FastifyRequest<{ Params: { network: string } }>,
): Promise<{ actor: Actor; network: NetworkRow }> {
  const network = await networkBySlug(ground.db, request.params.network)
  if (!network) throw new NotFound()
  const actor = await actorOf(ground.db, request, { networkId: network.id })
  if (mayEdit(actor, { networkId: network.id }) !== 'yes') throw new NotFound()
  return { actor, network }
}
