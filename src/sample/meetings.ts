/**
 * The sample's meetings: the day of 29 April 2020 as its text has it, read by the reader like any other, the two-day
 * conference it was part of, postponed, and an invented meeting before them. Presentations and minutes are invented.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { type Actor, personActor } from '#actor.ts'
import { giveCaptions } from '#materials/captions/writes.ts'
import { writeBio } from '#materials/proposals/writes.ts'
import { type Place, placeOf, wholeAt } from '#materials/reads.ts'
import { addAddress, addFile, publishMaterial } from '#materials/writes.ts'
import { itemPath, type MeetingRow, readMeeting } from '#meeting/reads.ts'
import { addScheduleChange, grantMeetingRole, publish, setSpeakerTerms } from '#meeting/writes.ts'
import { close } from '#minutes/closing/writes.ts'
import type { OutcomeGiven } from '#minutes/outcome/forms.ts'
import { setOutcomes } from '#minutes/outcome/writes.ts'
import { approve, publish as publishMinutes } from '#minutes/state/writes.ts'
import { layDownPen, openMinutes, save } from '#minutes/writes.ts'
import { network } from '#network/tables.ts'
import type { Ground } from '#platform/ground.ts'
import { outlineOf } from '#programme/intake/reader/outline.ts'
import { noChoices, type OutlineItem } from '#programme/intake/rules.ts'
import { createFromOutline } from '#programme/intake/writes.ts'
import { tellOfActions } from './actions.ts'
import { tellWhoCame } from './attendance.ts'
import {
  expected,
  type SampleFile,
  type SampleMinutes,
  sampleBefore,
  sampleBiography,
  sampleFiles,
  sampleMinutes,
  sampleReading,
  sampleRecording,
} from './content.ts'

export interface SamplePeople {
  readonly organiser: string
  readonly chair: string
  readonly minuteTaker: string
  readonly owner: string
  readonly member: string
  readonly speaker: string
}

/** The folder `sample/` at the root, beside `src/` and beside `dist/`. */
function sampleFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'sample', 'april-2020.txt'))) folder = dirname(folder)
  return join(folder, 'sample')
}

export async function loadSampleMeetings(
  ground: Ground,
  where: { networkId: string; networkSlug: string; seriesId: string; people: SamplePeople },
): Promise<void> {
  const { networkId, networkSlug, seriesId, people } = where
  const { db } = ground
  const organiser = await personActor(db, people.organiser, { networkId })
  const before = await make(ground, organiser, 'host-2019.txt', { networkId, seriesId })
  await hold(ground, organiser, before)
  const conference = await make(ground, organiser, 'konferanse-2020.txt', { networkId, seriesId })
  const april = await make(ground, organiser, 'april-2020.txt', { networkId, seriesId })
  for (const { id } of [conference, april]) {
    const { version } = await publish(db, organiser, id)
    // They were held in 2020; their speakers' links are to be tried all the same.
    await setSpeakerTerms(db, organiser, id, version, { corrections: 'proposed', linksUntil: '2100-01-01T00:00:00Z' })
  }
  await tellOfThePostponement(ground, organiser, conference, april)
  for (const [personId, role] of [
    [people.chair, 'chair'],
    [people.minuteTaker, 'minute_taker'],
  ] as const)
    await grantMeetingRole(db, organiser, april.id, personId, role)

  for (const file of sampleFiles) await hang(ground, organiser, await placeIn(ground, organiser, april, file.item), file)
  await record(ground, organiser, await placeIn(ground, organiser, april, sampleRecording.item))
  const whole = (await wholeAt(db, networkSlug, conference.slug))!
  await hang(ground, organiser, whole, sampleReading, { kind: 'paper', readBefore: 'on' })
  await introduce(ground, organiser, (await placeIn(ground, organiser, conference, sampleBiography.item)).item)
  const minuteTaker = await personActor(db, people.minuteTaker, { networkId, meetingId: april.id })
  for (const one of sampleMinutes) await write(ground, minuteTaker, organiser, april, one)
  await tellWhoCame(ground, organiser, before, [people.owner, people.organiser, people.chair, people.speaker], 'onsite')
  await tellWhoCame(ground, organiser, april, Object.values(people), 'online')
  await tellOfActions(ground, people.organiser, april)
}

/** The meeting before, as it was left: minutes approved, and closed. */
async function hold(ground: Ground, organiser: Actor, made: MeetingRow) {
  const { db } = ground
  const meeting = await publish(db, organiser, made.id)
  const items: OutcomeGiven[] = []
  for (const one of sampleBefore) {
    const { item } = await placeIn(ground, organiser, meeting, one.item)
    items.push({ itemId: item.id, kind: one.outcome, toMeetingId: null, referredTo: null })
    await write(ground, organiser, organiser, meeting, { ...one, approved: true })
  }
  await setOutcomes(db, organiser, meeting.id, items)
  await close(db, organiser, meeting.id)
}

/** The conference waits for a date; the leaders' meeting was taken out of it and held online. Both tell the story. */
async function tellOfThePostponement({ db }: Ground, organiser: Actor, conference: MeetingRow, april: MeetingRow) {
  const decided = '2020-03-17T11:00:00Z'
  const reason = {
    nb: 'På grunn av situasjonen med korona.',
    nn: 'På grunn av situasjonen med korona.',
    en: 'Because of the coronavirus situation.',
  }
  const known = new Set((await readMeeting(db, organiser, april)).changes.map((change) => change.status))
  await addScheduleChange(db, organiser, april.id, { status: 'split_off', reason, relatedMeetingId: conference.id, at: decided })
  // The programme's own text says that it was moved online; the reader may have taken that in already.
  if (!known.has('moved_online') && april.attendance !== 'online')
    await addScheduleChange(db, organiser, april.id, { status: 'moved_online', reason, at: decided })
  const postponed = (await readMeeting(db, organiser, conference)).changes.some((change) => change.status === 'postponed')
  if (!postponed)
    await addScheduleChange(db, organiser, conference.id, {
      status: 'postponed',
      reason,
      relatedMeetingId: april.id,
      at: decided,
    })
}

async function placeIn({ db }: Ground, actor: Actor, meeting: MeetingRow, title: string) {
  const view = await readMeeting(db, actor, meeting)
  const all = view.days.flatMap((day) => day.items).flatMap((item) => [item, ...item.subitems])
  const item = all.find((one) => one.title.nb?.startsWith(title))
  if (!item) throw new Error(`the sample programme has no item "${title}"`)
  const [row] = await db.select().from(network).where(eq(network.id, meeting.networkId))
  const meetingPath = `/${row!.slug}/${meeting.slug}`
  return { network: row!, meeting: view.meeting, item, meetingPath, path: itemPath(meetingPath, item, meeting.locale) }
}

/** A draft meeting of a text, as the button makes it, and with what the text does not tell: where presentations are expected. */
function make({ db }: Ground, organiser: Actor, name: string, where: { networkId: string; seriesId: string }) {
  const source = readFileSync(join(sampleFolder(), name), 'utf8')
  const { outline } = outlineOf(source, noChoices, 'nb')
  const days = outline.days.map((day) => ({ ...day, items: day.items.map(expecting) }))
  return createFromOutline(db, organiser, where.networkId, { ...outline, days }, { source, seriesId: where.seriesId })
}

const expecting = (item: OutlineItem): OutlineItem => ({
  ...item,
  expectsMaterial: expected.some((beginning) => item.title.nb?.startsWith(beginning)),
  subitems: item.subitems.map(expecting),
})

async function hang(
  ground: Ground,
  organiser: Actor,
  place: Place,
  file: Omit<SampleFile, 'item'>,
  as: { kind: 'presentation' | 'paper'; readBefore?: string } = { kind: 'presentation' },
) {
  const stored = await ground.files.put(place.network.id, createReadStream(join(sampleFolder(), 'files', file.name)), 1e7)
  const form = { title: file.title, description: file.description, locale: 'nb', audience: 'public', ...as } as const
  await addFile(ground, organiser, place, form, { ...stored, fileName: file.name })
}

/** Published once it has its captions, as it should be. */
async function record(ground: Ground, organiser: Actor, place: Place) {
  const { title, description, url, captions } = sampleRecording
  const form = { kind: 'recording', title, description, url, locale: 'nb', audience: 'public' } as const
  const { id } = await addAddress(ground.db, organiser, place, form)
  await giveCaptions(ground, organiser, place, id, { fileName: 'teksting.vtt', bytes: Buffer.from(captions) })
  await publishMaterial(ground.db, organiser, place, id)
}

async function introduce({ db }: Ground, organiser: Actor, { id }: { id: string }) {
  const place = (await placeOf(db, id))!
  await writeBio(db, organiser, place, place.item.speakers[0]!.id, sampleBiography.text)
}

/** The name of the window that writes, as every editor has one. */
const WINDOW = 'sample-loading'

async function write(ground: Ground, minuteTaker: Actor, organiser: Actor, meeting: MeetingRow, one: SampleMinutes) {
  const { db } = ground
  const place = await placeIn(ground, minuteTaker, meeting, one.item)
  const begun = await openMinutes(db, minuteTaker, place)
  const { number } = await save(db, minuteTaker, place, {
    basedOn: begun.number,
    window: WINDOW,
    edit: 1,
    document: one.document,
  })
  await layDownPen(db, minuteTaker, place, WINDOW)
  if (one.approved) await approve(db, organiser, place, number)
  await publishMinutes(db, organiser, place, number)
}
