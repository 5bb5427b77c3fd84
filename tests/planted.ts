/**
 * Somebody with a name and an address of their own, planted through every feature there is: by what they do themselves, by
 * what others do for them, and by what others write of them. And a search through everything that is kept.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { and, desc, eq } from 'drizzle-orm'
import type { InjectOptions } from 'fastify'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { action, actionBulk, actionLink, actionReminder, actionUpdate } from '#actions/tables.ts'
import { personActor, speakerActor } from '#actor.ts'
import { planChange } from '#changes/tables.ts'
import { giveCaptions } from '#materials/captions/writes.ts'
import { tickRead } from '#materials/reading/writes.ts'
import { type Place, placeOf } from '#materials/reads.ts'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { material, preview, previewPage } from '#materials/tables.ts'
import { beginUpload } from '#materials/upload/writes.ts'
import { addAddress, addFile } from '#materials/writes.ts'
import { carryOver, matter, matterFact, topic, topicLink } from '#matters/tables.ts'
import { findMeeting, type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { markOf, planOf } from '#meeting/told/rules.ts'
import { markTold } from '#meeting/told/writes.ts'
import { addScheduleChange, addText, grantMeetingRole, invite } from '#meeting/writes.ts'
import { answer, correct } from '#minutes/approval/writes.ts'
import { beginThread, settleThread } from '#minutes/comments/writes.ts'
import { ownerLetter } from '#minutes/objects/mails.tsx'
import { editObject } from '#minutes/objects/writes.ts'
import { setOutcomes } from '#minutes/outcome/writes.ts'
import { approve, propose } from '#minutes/state/writes.ts'
import { amendment, closing } from '#minutes/tables.ts'
import { writeInto } from '#minutes/together/forms.ts'
import { minutesLive } from '#minutes/together/tables.ts'
import { append, openLive } from '#minutes/together/writes.ts'
import { last as lastTranscript, takeIn } from '#minutes/transcript/writes.ts'
import { openMinutes, save } from '#minutes/writes.ts'
import { invite as inviteToNetwork } from '#network/people/writes.ts'
import { network, organisation, series } from '#network/tables.ts'
import { notice, noticeReceiver } from '#notices/tables.ts'
import { person, profile } from '#people/tables.ts'
import {
  consultation,
  goal,
  indicator,
  measure,
  measureOwner,
  measurePeriodChange,
  measureUpdate,
  plan,
  planInput,
  planLink,
  planVersion,
  reading,
} from '#plans/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { keepFile } from '#platform/files/writes.ts'
import { mailPattern } from '#platform/mail/tables.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { emptyEdit } from '#programme/forms.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { itemRows } from '#programme/reads.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { addItem, changeItem } from '#programme/writes.ts'
import { readQuestions } from '#questions/room/reads.ts'
import { answerFile, attendance, registration } from '#registration/tables.ts'
import { comeIn } from '#room/entry/writes.ts'
import { nextSpeaker } from '#room/floor/speaking/writes.ts'
import { addName } from '#room/floor/writes.ts'
import { divisionForm } from '#room/groups/forms.ts'
import { breakoutGroup } from '#room/groups/tables.ts'
import { beginGroups } from '#room/groups/writes.ts'
import { pollForm } from '#room/polls/forms.ts'
import { closePoll, makePoll, openPoll } from '#room/polls/writes.ts'
import { setUp } from '#room/setup/writes.ts'
import { participant, step } from '#room/tables.ts'
import { allUnits } from '#search/indexing/reads.ts'
import { rebuild } from '#search/indexing/writes.ts'
import { conference } from './conference.ts'
import type { World } from './world.ts'

export const NAME = 'Zetsila Quorvik'
/** What they were called when they came. */
export const EARLIER = 'Zetsila Forrgard'
export const EMAIL = 'zetsila.quorvik@plantet.example'
/** Spoken of in approved minutes, which stay. */
export const APPROVED = `${NAME} la fram saken og fikk ros`

export interface Planted {
  readonly id: string
  readonly meeting: MeetingRow
  /** Addresses of pages that speak of them, and so are kept in memory. */
  readonly pages: readonly string[]
  readonly cookie: string
}

export async function plant(world: World): Promise<Planted> {
  const { ground } = world
  const { db } = ground
  const { networkId } = world
  const owner = await world.actor('owner')
  const mention = `Ring ${NAME} eller skriv til ${EMAIL}.`

  // The account, the way in, a new name.
  const input = {
    name: EARLIER,
    email: EMAIL,
    role: 'member' as const,
    office: `Leder (${NAME}, før ${EARLIER})`,
    organisationId: null,
  }
  await inviteToNetwork(ground, owner, networkId, input as never, () => ({
    subject: `Velkommen, ${NAME}`,
    text: mention,
    html: `<p>Velkommen, ${NAME}</p>`,
  }))
  const [row] = await db.select().from(person).where(eq(person.email, EMAIL))
  const id = row!.id
  await world.as(null, { url: '/sign-in', form: { email: EMAIL } })
  const set = await world.auth.spendLinkToken(await world.auth.makeLinkToken(EMAIL), new Headers())
  const cookie = set!.map((line) => line.split(';')[0]).join('; ')
  const they = (request: InjectOptions & { form?: Record<string, string | string[]> }) =>
    world.as(null, { ...request, headers: { cookie } })
  // An act under the earlier name, by one who is signed in.
  const before = await they({ url: '/me/sessions/end-others', form: {} })
  if (before.statusCode >= 400) throw new Error('could not act under the earlier name')
  await ok(they({ url: '/me', form: { name: NAME, locale: 'nb' } }))
  const photo = await ground.files.put(networkId, Readable.from([Buffer.from(`PNG ${NAME} ${EMAIL}`)]), 1e6)
  await inTransaction(db, (tx) => keepFile(tx, ground.files, networkId, photo))
  await db.insert(profile).values({
    ...{ networkId, personId: id, about: { nb: mention }, phone: '77 00 00 00' },
    ...{ photoSha256: photo.sha256, photoType: 'image/png', shown: { about: '2026-01-01T00:00:00Z' } },
  })

  // What others write in the network's own texts.
  await db
    .update(network)
    .set({ contact: EMAIL, description: { nb: mention } })
    .where(eq(network.id, networkId))
  await db.update(series).set({ description: { nb: `Ledes av ${NAME}`, en: `Led by ${NAME}` } })
  await db.insert(organisation).values({ networkId, name: { nb: `${NAME}s samling` }, type: 'other' })

  await plantInPlan(db, networkId, id, mention)

  // A meeting read from a text that speaks of them, and one that is registered for.
  const organiser = await world.actor('organiser')
  const pasted = `Ledermøte\n\n${mention}\n\nOnsdag 6. mai 2026\n\n09.00 – 10.00 Om planen ved ${NAME}, biblioteksjef\n10.00 – 10.15 Pause\n`
  const held = await createMeetingFromText(db, organiser, networkId, pasted, { seriesId: world.seriesId })
  const on = await world.actor('organiser', held.id)
  const path = `/nord/${held.slug}`
  await ok(world.as('organiser', { url: `${path}/publish`, form: {} }))
  await addText(db, on, held.id, { kind: 'practical', heading: null, body: { nb: mention }, audience: 'public' } as never)
  await grantMeetingRole(db, on, held.id, id, 'minute_taker')
  await invite(db, on, held.id, [id])
  const [dayRow] = await db.select().from(day).where(eq(day.meetingId, held.id))
  const talk = { ...emptyEdit, title: { nb: `${NAME}: Om lesing` }, description: { nb: mention }, start: '11:00', end: '12:00' }
  const said = { name: NAME, office: 'biblioteksjef i Quorvik', email: EMAIL, role: 'speaker' as const, personId: null }
  const made = await addItem(db, on, held.id, { dayId: dayRow!.id } as never, { ...talk, speakers: [said] } as never)
  const edited = { ...talk, speakers: [], note: { nb: mention } }
  await changeItem(db, on, held.id, made.id, {
    version: made.version,
    was: edited,
    mine: { ...edited, speakers: [said] },
  } as never)
  await db.update(meeting).set({ linksUntil: '2100-01-01T00:00:00Z' }).where(eq(meeting.id, held.id))
  const place = (await placeOf(db, made.id))!

  await asSpeaker(world, held, place, mention)
  await write(world, held, place, id, mention)
  await markTold(db, on, held.id, markOf(planOf(await readMeeting(db, on, (await findMeeting(db, networkId, held.slug))!))))
  await addScheduleChange(db, on, held.id, { status: 'postponed', reason: { nb: `${NAME} er syk` } } as never)
  const decided = { networkId, meetingId: held.id, decision: { reason: mention } as never, reason: { nb: mention } }
  await db.insert(planChange).values({ ...decided, byPerson: id, byName: EARLIER })

  // Registering: themselves, somebody else, and others instead of them.
  const coming = await conference(world)
  const at = `/nord/${coming.slug}`
  await ok(world.as('organiser', { url: `${at}/registration/open`, form: {} }))
  const days = await db.select().from(day).where(eq(day.meetingId, coming.id))
  const answers = { 'q.days': days.map((one) => one.id), 'q.diet': `Sier ${NAME}: uten nøtter`, office: `sjef for ${NAME}` }
  await ok(they({ url: `${at}/register`, form: { for: 'self', name: NAME, email: EMAIL, ...answers } }))
  const colleague = { for: 'colleague', name: 'Kollega En', email: 'kollega@plantet.example', ...answers, 'q.diet': '' }
  await ok(they({ url: `${at}/register`, form: colleague }))
  await db.update(registration).set({ substituteFor: id }).where(eq(registration.email, 'kollega@plantet.example'))
  const [own] = await db
    .select()
    .from(registration)
    .where(and(eq(registration.email, EMAIL), eq(registration.meetingId, coming.id)))
  const answered = await ground.files.put(networkId, Readable.from([Buffer.from(`Vedlegg fra ${NAME}`)]), 1e6)
  await inTransaction(db, (tx) => keepFile(tx, ground.files, networkId, answered))
  const given = { registrationId: own!.id, questionId: 'cv', networkId, meetingId: coming.id, scan: 'off' as const }
  await db.insert(answerFile).values({ ...given, ...answered, fileName: `${NAME}.pdf` })
  await db.insert(attendance).values({
    ...{ networkId, meetingId: held.id, personId: id, registrationId: own!.id, name: NAME },
    ...{ presence: 'present', mode: 'onsite', own: true, byPerson: id },
  })

  // What is sent in, waiting and taken up.
  for (const text of [mention, `Svar meg, ${NAME}`])
    await ok(they({ url: `${at}/questions`, form: { kind: 'question', text, item: '' } }))
  await db.execute(
    `update input set state = 'shown', answer = '{"nb":"Takk, ${NAME}"}', email = '${EMAIL}' where text like 'Svar%'`,
  )

  await chairing(world, coming, id, they)
  await voting(world, coming, they)
  await asking(world, coming, they)
  await inGroup(world, coming, id, they)

  // Following, looking, a calendar, letters.
  await ok(they({ url: '/nord/follow', form: { kind: 'network', subjectId: networkId } }))
  await ok(they({ url: `${at}/seen`, form: {} }))
  await ok(they({ url: '/me/calendars', form: { network: networkId } }))
  const [letter] = await db
    .insert(notice)
    .values({
      ...{ networkId, meetingId: coming.id, subject: { nb: `Fra ${NAME}` }, body: { nb: mention } },
      ...{ audience: { people: [id] }, byPerson: id, byName: NAME },
    })
    .returning()
  await db.insert(mailPattern).values({ networkId, text: mention, html: `<p>${mention}</p>`, marks: ['#0#'] })
  await db.insert(noticeReceiver).values({ noticeId: letter!.id, networkId, email: EMAIL, personId: id })

  // A mail to somebody else that waits, with a calendar entry folded in the middle of the name; a job.
  await inTransaction(db, async (tx) => {
    await queueMail(ground, tx, {
      ...{ networkId, to: 'andre@nord.example', kind: 'plan', subject: `${NAME} kommer`, text: mention },
      html: `<p><a href="mailto:${EMAIL}?cc=${encodeURIComponent(EMAIL)}">${NAME}</a></p>`,
      calendar: { method: 'REQUEST', content: `SUMMARY:Foredrag ved Zetsila Quo\r\n rvik\r\nORGANIZER:mailto:${EMAIL}\r\n` },
    })
    await ground.jobs.send(tx, 'mail.send', { mailId: newId(), name: NAME, email: EMAIL })
  })

  const pages = ['/nord', path, `${path}.json`, `${path}/programme.txt`, '/nord/speakers', '/nord/series/ledermote']
  for (const url of pages) await world.as(null, { url })
  const units = await allUnits(db, world.networkId)
  await rebuild(
    db,
    world.networkId,
    units.map((one) => one.unit),
  )
  return { id, meeting: coming, pages, cookie }
}

/** As a chair: a step in the run of show, one taken back, and somebody set to listening. */
async function chairing(
  world: World,
  { id, slug }: MeetingRow,
  personId: string,
  they: (request: InjectOptions & { form?: Record<string, string> }) => ReturnType<World['as']>,
): Promise<void> {
  const { db } = world.ground
  await grantMeetingRole(db, await world.actor('organiser', id), id, personId, 'chair')
  const [first] = await itemRows(db, id)
  const at = `/nord/${slug}/chair`
  await ok(they({ url: `${at}/show/start`, form: { item: first!.id } }))
  await ok(they({ url: `${at}/show/pause`, form: { minutes: '5' } }))
  const [last] = await db.select({ id: step.id }).from(step).orderBy(desc(step.number)).limit(1)
  await ok(they({ url: `${at}/show/undo`, form: { step: last!.id } }))
  const member = await comeIn(db, await world.actor('member', id), (await meetingById(db, id))!)
  await ok(they({ url: `${at}/people/${member.id}/mute`, form: { muted: 'yes' } }))
}

/** In the room: a roll call that names them, words of theirs in a poll that is closed, and some that still run. */
async function voting(
  world: World,
  { networkId, id, slug }: MeetingRow,
  they: (request: InjectOptions & { form?: Record<string, string> }) => ReturnType<World['as']>,
): Promise<void> {
  const { db } = world.ground
  const organiser = await world.actor('organiser', id)
  const held = (await findMeeting(db, networkId, slug))!
  for (const [kind, secrecy, closes, form] of [
    ['roll_call', 'open', true, { choice: 'yes' }],
    ['words', 'hidden', true, { text: `Spør ${NAME}` }],
    ['words', 'confidential', false, { text: `Valg av ${NAME}` }],
    ['words', 'secret', false, { text: `Ikke ${NAME}` }],
  ] as const) {
    const asking = pollForm.parse({ question: `Støtter du ${NAME}?`, kind, secrecy, electorate: 'members' })
    const poll = (await makePoll(db, organiser, held, asking))!
    await openPoll(db, organiser, held, poll.id)
    await ok(they({ url: `/nord/${slug}/room/polls/${poll.id}/vote`, form }))
    if (closes) await closePoll(db, organiser, held, poll.id)
  }
}

/** On the speaker list, waiting and having spoken, by themselves and by a chair; asking and wondering in the room. */
async function asking(
  world: World,
  { networkId, id, slug }: MeetingRow,
  they: (request: InjectOptions & { form?: Record<string, string> }) => ReturnType<World['as']>,
): Promise<void> {
  const { db } = world.ground
  const organiser = await world.actor('organiser', id)
  const held = (await findMeeting(db, networkId, slug))!
  const room = `/nord/${slug}/room`
  await setUp(db, organiser, held, { floorOpen: true, moderated: false })
  await ok(they({ url: `${room}/floor`, form: { kind: 'ordinary' } }))
  await nextSpeaker(db, organiser, held, null)
  await ok(they({ url: `${room}/floor`, form: { kind: 'reply' } }))
  await addName(db, organiser, held, { kind: 'ordinary', itemId: null }, { name: NAME, organisation: `${NAME}s samling` }, null)
  await ok(they({ url: `${room}/questions`, form: { text: `Hva mener ${NAME}?` } }))
  const asked = (await readQuestions(db, held, 'chair')).questions.find((one) => one.text.startsWith('Hva mener'))
  await ok(they({ url: `${room}/questions/${asked!.id}/wonder`, form: { wonders: 'yes' } }))
}

/** In a group of a room: placed there, and the last who saved its notes, which speak of them. */
async function inGroup(
  world: World,
  { networkId, id, slug }: MeetingRow,
  who: string,
  they: (request: InjectOptions & { form?: Record<string, string> }) => ReturnType<World['as']>,
): Promise<void> {
  const { db } = world.ground
  const held = (await findMeeting(db, networkId, slug))!
  const [place] = await db
    .select()
    .from(participant)
    .where(and(eq(participant.meetingId, id), eq(participant.personId, who)))
  const form = divisionForm.parse({ dividing: 'mixed', count: '2', questions: `Hva sier ${NAME}?` })
  const made = { ...form, places: new Map([[place!.id, 1]]), links: new Map() }
  await beginGroups(db, await world.actor('organiser', id), held, made, null)
  const [group] = await db.select().from(breakoutGroup).where(eq(breakoutGroup.meetingId, id)).orderBy(breakoutGroup.number)
  const notes = { group: group!.id, version: '1', text: `${NAME} fortalte, og ${EMAIL} svarte` }
  await ok(they({ url: `/nord/${slug}/room/groups/notes`, form: notes }))
}

/** With their personal link: corrections, a file, a link, an upload under way. Also an appearance that nothing but the name ties. */
async function asSpeaker(world: World, held: MeetingRow, place: Place, mention: string): Promise<void> {
  const { ground } = world
  const { db } = ground
  const [appears] = await db.select().from(speaker).where(eq(speaker.itemId, place.item.id))
  const link = speakerLink(ground.secret, appears!).replace(ground.config.baseUrl, '')
  const texts = { title: `Om ${NAME}`, description: mention, name: NAME, office: 'rektor', bio: `${NAME} er født i nord` }
  await ok(world.as(null, { url: `${link}/${place.item.publicId}/texts`, form: texts }))
  const guest = speakerActor({ ...held, meetingId: held.id, itemId: place.item.id, speakerId: appears!.id, name: NAME })
  const about = { title: `Lysark fra ${NAME}`, description: mention, locale: 'nb' } as const
  const stored = await ground.files.put(held.networkId, Readable.from([Buffer.from('Lysark uten navn')]), 1e6)
  await addFile(ground, guest, place, { ...about, kind: 'presentation' } as never, {
    ...stored,
    fileName: 'Zetsila_Quorvik-lysark.txt',
  })
  const page = { networkId: held.networkId, sha256: stored.sha256, page: 1, small: stored.sha256, large: stored.sha256 }
  await db
    .insert(preview)
    .values({ networkId: held.networkId, sha256: stored.sha256, state: 'done', scan: 'off' })
    .onConflictDoNothing()
  await db.insert(previewPage).values({ ...page, width: 10, height: 10, text: `${NAME}\n${EMAIL}` })
  const organiser = await world.actor('organiser', held.id)
  const recording = { ...about, kind: 'recording', url: 'https://video.example.no/zetsila-quorvik', audience: 'public' } as const
  const film = await addAddress(db, organiser, place, recording as never)
  const spoken = Buffer.from(`WEBVTT\n\n00:01.000 --> 00:02.000\nVelkommen`)
  await giveCaptions(ground, organiser, place, film.id, { fileName: `${NAME}.vtt`, bytes: spoken })
  const started = await beginUpload(ground, guest, place, { id: newId(), fileName: `${NAME}.pptx`, size: 5000 }, 1e6)
  await ground.files.growing.append(started.id, Readable.from([Buffer.from(`PK ${NAME} ${EMAIL}`)]), 0, 5000)
  const home = { networkId: held.networkId, meetingId: held.id }
  const bio = { nb: `${NAME} er født i nord` }
  const told = { ...home, speakerId: appears!.id, bio }
  await db.insert(appearance).values(told).onConflictDoUpdate({ target: appearance.speakerId, set: { bio } })
  await db.insert(speaker).values({ ...home, itemId: place.item.id, position: 1, name: NAME })
}

/** Minutes: a draft that they wrote and that names them, and approved minutes that do. */
async function write(world: World, held: MeetingRow, place: Place, id: string, mention: string): Promise<void> {
  const { db } = world.ground
  const taker = await personActor(db, id, { networkId: world.networkId, meetingId: held.id })
  const organiser = await world.actor('organiser', held.id)
  const document = (text: string) => ({
    type: 'doc' as const,
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })
  const [blockId, cameId] = [newId(), newId()]
  const handedOut = (text: string) => ({
    type: 'doc' as const,
    content: [
      { type: 'action', attrs: { id: blockId, who: NAME }, content: document(text).content },
      { type: 'attendance', attrs: { id: cameId, who: NAME, did: 'stands_in', instead: EARLIER, clock: '10:15' } },
    ],
  })
  const begun = await openMinutes(db, taker, place)
  await save(db, taker, place, { basedOn: begun.number, window: 'planted-window', edit: 1, document: handedOut(mention) })
  const owned = { basedOn: begun.number, change: {}, owner: { personId: id, organisationId: null }, tellNow: true }
  await editObject({ ground: world.ground, letter: ownerLetter }, organiser, place, blockId, owned)
  // And goes on with others, in the shared text.
  const shared = await openLive(db, begun.id)
  const before = encodeStateVector(shared.doc)
  writeInto(shared.doc, handedOut(`${mention} igjen`))
  // In a process elsewhere, so that none here takes it for left behind.
  await db
    .update(minutesLive)
    .set({ authors: [id], writers: [id], ownedUntil: '2100-01-01T00:00:00Z' })
    .where(eq(minutesLive.minutesId, begun.id))
  await append(db, begun.id, [{ bytes: encodeStateAsUpdate(shared.doc, before), author: id }])
  const remark = await beginThread(db, taker, place, { place: null, proposed: null, text: mention })
  await settleThread(db, taker, place, remark.id, 'resolve')
  const [first] = await db.select().from(item).where(eq(item.meetingId, held.id)).orderBy(item.position)
  const other = (await placeOf(db, first!.id))!
  const started = await openMinutes(db, taker, other)
  const draft = await save(db, taker, other, {
    basedOn: started.number,
    window: 'planted-window',
    edit: 2,
    document: document(mention),
  })
  const stands = await save(db, taker, other, {
    ...{ basedOn: draft.number, window: 'planted-window', edit: 3 },
    document: document(APPROVED),
  })
  await propose(db, taker, other, stands.number, null)
  const suggestion = { number: stands.number, part: 0, before: APPROVED, after: mention, remark: mention }
  const { id: proposed } = await correct(db, taker, other, suggestion)
  await answer(db, taker, other, proposed, mention)
  await setOutcomes(db, taker, held.id, [{ itemId: first!.id, kind: 'referred', toMeetingId: null, referredTo: mention }])
  await approve(db, organiser, (await placeOf(db, first!.id))!, stands.number)
  const by = { networkId: held.networkId, meetingId: held.id, by: id, byName: NAME }
  await db.insert(amendment).values({ ...by, itemId: first!.id, minutesId: started.id, number: 1, text: 'Det regnet.' })
  await db.insert(closing).values({ ...by, act: 'closed' })
  await act(world, id, mention)
  await follow(world, id, mention)
  const heard = `WEBVTT\n\n00:01.000 --> 00:02.000\n<v ${EARLIER}>${mention}\n\n00:09.000 --> 00:10.000\n<v Ola>${mention}\n`
  const file = { fileName: `${NAME}.vtt`, bytes: Buffer.from(heard) }
  await lastTranscript(db, taker, held, (await takeIn(db, taker, held, file)).id, mention)
  const [film] = await db.select().from(material).where(eq(material.kind, 'recording'))
  await db.update(material).set({ publishedAt: '2026-01-01T00:00:00Z' }).where(eq(material.id, film!.id))
  await tickRead(db, taker, place, { ...film!, publishedAt: '2026-01-01T00:00:00Z' } as never, true)
}

/** A goal and a measure of theirs, with all that can be said of one. */
async function inThePlan(
  db: World['ground']['db'],
  { id: planId, networkId }: { id: string; networkId: string },
  { mention, ...by }: { by: string; byName: string; mention: string },
): Promise<void> {
  const words = { title: { nb: mention }, description: { nb: mention }, position: 1 }
  const [of] = await db
    .insert(goal)
    .values({ networkId, planId, ...words })
    .returning()
  const [theirs] = await db
    .insert(measure)
    .values({ networkId, planId, goalId: of!.id, ...words, reason: mention })
    .returning()
  const at = { networkId, measureId: theirs!.id }
  await db.insert(measureOwner).values({ ...at, personId: by.by })
  await db.insert(measurePeriodChange).values({ ...at, beforeEnds: '2026-05-01', ends: '2026-06-01', reason: mention, ...by })
  await db.insert(measureUpdate).values({ ...at, locale: 'nb', text: mention, ...by })
  const [seen] = await db
    .insert(indicator)
    .values({ networkId, planId, measureId: theirs!.id, name: { nb: mention }, kind: 'count' })
    .returning()
  await db.insert(reading).values({ networkId, indicatorId: seen!.id, on: '2026-05-01', value: 1, note: mention, ...by })
  await db.insert(planLink).values({ networkId, planId, measureId: theirs!.id, kind: 'item', subjectId: newId(), by: by.by })
}

/** Actions: theirs, told of by them, mailed to them, reminded of, and changed with others. */
async function act(world: World, id: string, mention: string): Promise<void> {
  const { db } = world.ground
  const { networkId } = world
  const owned = { networkId, locale: 'nb', text: mention, who: NAME, personId: id, reason: mention, project: mention } as const
  const [made] = await db.insert(action).values(owned).returning()
  const of = { networkId, actionId: made!.id, personId: id }
  const then = { personId: id, organisationId: null, project: null, name: NAME }
  await db.insert(actionUpdate).values({ ...of, name: NAME, text: mention, ownerFrom: then, ownerTo: then })
  await db.insert(actionLink).values(of)
  await db.insert(actionReminder).values({ ...of, due: '2026-05-06', on: '2026-05-06' })
  await db.insert(actionBulk).values({ networkId, personId: id, before: [{ id: made!.id, version: 2, was: { personId: id } }] })
}

/** A matter that they raised, with a note of theirs, a topic that they linked, and what they took along. */
async function follow(world: World, id: string, mention: string): Promise<void> {
  const { db } = world.ground
  const { networkId } = world
  const by = { networkId, by: id, byName: NAME }
  const raised = { networkId, title: { nb: mention }, summary: { nb: mention }, proposedById: id, proposedByName: NAME }
  const [made] = await db.insert(matter).values(raised).returning()
  await db.insert(matterFact).values({ ...by, matterId: made!.id, locale: 'nb', text: mention })
  const name = { nb: `Om ${mention}` }
  const [about] = await db
    .insert(topic)
    .values({ networkId, slug: 'om-noen', name, description: { nb: mention } })
    .returning()
  await db.insert(topicLink).values({ ...by, topicId: about!.id, kind: 'matter', subjectId: made!.id })
  const what = { meetingId: newId(), sourceKind: 'item', sourceId: newId(), choice: 'left' } as const
  await db.insert(carryOver).values({ ...by, ...what })
}

async function ok(answering: Promise<{ statusCode: number; body?: string }>): Promise<void> {
  const { statusCode, body } = await answering
  if (statusCode >= 400)
    throw new Error(
      `answered ${statusCode}: ${body
        ?.replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 800)}`,
    )
}

/** Everything the database holds, as a dump has it: each table of each schema by COPY. */
export async function dump(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1, 2`,
  )
  const tables = new Map<string, string>()
  const client = await pool.connect()
  try {
    for (const { schema, name } of rows)
      tables.set(`${schema}.${name}`, await textOf(client.query(copyTo(`copy "${schema}"."${name}" to stdout`))))
  } finally {
    client.release()
  }
  return tables
}

/** Every file below a folder that holds something, by its path. */
export function filesWith(folder: string, holds: (content: string, path: string) => boolean): string[] {
  const found: string[] = []
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (statSync(path).isFile() && holds(readFileSync(path, 'latin1'), name)) found.push(name)
  }
  return found
}

/** Whether a text holds a name (as words, in a file's name, in an address), the e-mail address or the account's id. */
export const speaksOf = (id: string) => {
  const pattern = new RegExp(
    `zetsila\\W*(?:\\\\[nrt])?[\\s_]*(?:quorvik|forrgard)(?!sen)|zetsila\\.quorvik(?!sen)|zetsila(?:@|%40)|${id}`,
    'i',
  )
  return (text: string) => pattern.test(text)
}

/** A draft plan that they had something to say of, before they had an account and since, and that they wrote down as adopted. */
async function plantInPlan(db: Db, networkId: string, id: string, mention: string): Promise<void> {
  const years = { starts: '2026-01-01', ends: '2029-12-31' }
  const [draft] = await db
    .insert(plan)
    .values({ networkId, slug: 'plantet', title: { nb: `Plan etter ${NAME}` }, description: { nb: mention }, ...years })
    .returning()
  const [out] = await db
    .insert(consultation)
    .values({ networkId, planId: draft!.id, deadline: '2026-06-01T10:00:00Z', text: { nb: mention } })
    .returning()
  const said = { networkId, consultationId: out!.id, locale: 'nb', text: mention } as const
  const answered = { answer: { nb: `Takk, ${NAME}` }, answeredBy: id, answeredByName: EARLIER }
  await db.insert(planInput).values([
    { ...said, personId: id, name: NAME },
    { ...said, personId: id, name: EARLIER, ...answered },
    { ...said, name: NAME, email: EMAIL, ...answered },
  ])
  await db.insert(planVersion).values({
    ...{ networkId, planId: draft!.id, number: 1, adoptedOn: '2026-06-02', note: mention, by: id, byName: EARLIER },
    document: { title: { nb: `Plan etter ${NAME}` }, description: { nb: mention }, ...years, goals: [] },
  })

  // A measure of it that rests with them: what they told of it, why they moved it, and what they read.
  await inThePlan(db, draft!, { by: id, byName: EARLIER, mention })
}
