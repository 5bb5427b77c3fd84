/** A letter with the minutes: what was decided, and for each what is theirs. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MeetingRow, readMeeting } from '#meeting/reads.ts'
import { publish } from '#minutes/state/writes.ts'
import { openMinutes, save } from '#minutes/writes.ts'
import { readMail } from '#platform/mail/reads.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { registration } from '#registration/tables.ts'
import { conference } from '../../../../tests/conference.ts'
import { formIn } from '../../../../tests/form.ts'
import { action, decision, doc, para } from '../../../../tests/takenminutes.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'

let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
  base = `/nord/${meeting.slug}/notices`
  const { db } = world.ground
  const { id: personId, email } = world.people.member
  const one = { networkId: world.networkId, meetingId: meeting.id, state: 'registered' as const }
  await db.insert(registration).values([
    { ...one, number: 1, name: 'Test member', email, personId },
    { ...one, number: 2, name: 'Kari Nordmann', email: 'kari@example.org', locale: 'nn' },
  ])
  const organiser = await world.actor('organiser', meeting.id)
  const [day] = (await readMeeting(db, organiser, meeting)).days
  const [open, closed, unread] = day!.items
  await db.update(item).set({ audience: 'members' }).where(eq(item.id, closed!.id))
  await take(
    open!.id,
    doc(para('Ordet var fritt.'), decision('Planen vedtas.'), action('Sende ut planen', 'Test member', '2030-05-15')),
  )
  await take(closed!.id, doc(decision('Bare for medlemmer.'), action('Ringe noen', 'Kari Nordmann')))
  await take(unread!.id, doc(decision('Ikke publisert ennå.')), false)
})
afterAll(() => world.end())

async function take(itemId: string, document: ReturnType<typeof doc>, published = true): Promise<void> {
  const { db } = world.ground
  const organiser = await world.actor('organiser', meeting.id)
  const place = { meeting, item: { id: itemId } }
  const { number } = await openMinutes(db, organiser, place)
  const saved = await save(db, organiser, place, { basedOn: number, window: 'test-window', edit: 1, document })
  if (published) await publish(db, organiser, place, saved.number)
}

const organiser = (url: string, form?: Record<string, string | string[]>) => world.as('organiser', { url, ...(form && { form }) })
const letters = async () => {
  const rows = await world.ground.db.select().from(mail).where(eq(mail.kind, 'notice')).orderBy(mail.to)
  return Promise.all(rows.map(async (row) => (await readMail(world.ground.db, world.networkId, row.id))!))
}

it('tells each what was decided, and their own actions, with the address of the PDF; once', async () => {
  const begun = await organiser(`${base}/new`, { template: 'minutes' })
  const at = String(begun.headers['location'])
  const fields = formIn((await organiser(at)).body, at)
  expect(fields['inlined']).toBe('minutes')
  await organiser(at, { ...fields, to: 'registered' })
  const preview = (await organiser(`${at}/preview`)).body
  const sending = { ...formIn(preview, `${at}/send`), seen: 'on' }
  expect((await organiser(`${at}/send`, sending)).statusCode).toBe(303)
  const [kari, member] = await letters()
  expect([kari!.to, member!.to]).toEqual(['kari@example.org', world.people.member.email])
  for (const { text, html } of [kari!, member!])
    for (const body of [text, html!]) {
      expect(body).toContain('Planen vedtas.')
      expect(body).toContain(`/nord/${meeting.slug}/minutes.pdf`)
      expect(body).not.toContain('Ikke publisert ennå.')
    }
  expect(member!.text).toContain('DETTE FØLGER DU OPP')
  expect(member!.text).toContain('15. mai 2030  Sende ut planen')
  expect(member!.text).toContain('Bare for medlemmer.')
  // Registered, and no member: what is for members is not theirs, even where they are named.
  expect(kari!.text).toContain('AVGJERDER')
  for (const words of ['FØLGJER DU OPP', 'Ringe noen', 'Bare for medlemmer.', 'Sende ut planen'])
    expect(kari!.text).not.toContain(words)
  await organiser(`${at}/send`, sending)
  expect(await letters()).toHaveLength(2)
})
