import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { publish } from '../writes.ts'
import { toldOf } from './reads.ts'
import { markTold, withdrawTold } from './writes.ts'

let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  world = await makeWorld()
  const text = 'Ledermøte\n\ntirsdag 19. januar 2027\n09.00-10.00 Om lesing\n10.00-11.00 Om skriving'
  meeting = await createMeetingFromText(world.ground.db, await world.actor('organiser'), world.networkId, text)
  base = `/nord/${meeting.slug}`
})
afterAll(() => world.end())

const page = async (who: Who | null, url = `${base}/told`) => (await world.as(who, { url })).body
const send = (who: Who, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const rename = async (from: string, to: string) => {
  const row = (await meetingById(world.ground.db, meeting.id))!
  const view = await readMeeting(world.ground.db, await world.actor('organiser', meeting.id), row)
  const item = view.days[0]!.items.find((one) => one.title.nb === from)!
  const url = `${item.path}/edit`
  const answer = await send('organiser', url, { ...formIn(await page('organiser', url), url), 'title/nb': to })
  expect(answer.statusCode).toBe(303)
}

describe('what members have been told', () => {
  it('is nothing of a draft', async () => {
    expect(await page('organiser')).toContain('Publiser det først')
    await expect(markTold(world.ground.db, await world.actor('organiser'), meeting.id, 'x')).rejects.toThrow(Refused)
    meeting = await publish(world.ground.db, await world.actor('organiser'), meeting.id)
  })

  it('is marked as told, and from then on changes count', async () => {
    expect(await page('organiser')).toContain('Velkommen til «Ledermøte»')
    expect(await page('organiser', base)).not.toContain('siden deltakerne')
    const form = formIn(await page('organiser'), `${base}/told`)
    expect((await send('organiser', `${base}/told`, form)).headers['location']).toBe(`${base}/told`)
    expect(await page('organiser')).toContain('Ingenting er endret siden deltakerne ble varslet')
    await rename('Om lesing', 'Om lesing og lyst')
    expect(await page('organiser', base)).toContain('1 endring siden deltakerne ble varslet')
    expect(await page('member', base)).not.toContain('siden deltakerne')
    const told = await page('organiser')
    expect(told).toMatch(
      /<textarea[^>]*>Endringer i «Ledermøte»\n\n– «Om lesing» heter nå «Om lesing og lyst»\.\n\nHele programmet: http:\/\/localhost:3000\/nord\/ledermote<\/textarea>/,
    )
    expect(told).toContain('Changes to “Ledermøte”')
    expect(told).toContain('Endringar i «Ledermøte»')
  })

  it('is not marked when something was changed after the text was made', async () => {
    const form = formIn(await page('organiser'), `${base}/told`)
    await rename('Om skriving', 'Om å skrive')
    const answer = await send('organiser', `${base}/told`, form)
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('Noe er endret siden du åpnet siden')
    expect(answer.body).toContain('«Om skriving» heter nå «Om å skrive»')
    expect(await toldOf(world.ground.db, meeting.id)).toHaveLength(1)
    await expect(markTold(world.ground.db, await world.actor('organiser'), meeting.id, String(form['mark']))).rejects.toThrow(
      Conflict,
    )
  })

  it('is marked once however often the button is pressed, shown in a history, and taken back', async () => {
    const { db } = world.ground
    const form = formIn(await page('organiser'), `${base}/told`)
    await send('organiser', `${base}/told`, form)
    await send('organiser', `${base}/told`, form)
    const [last, first, ...more] = await toldOf(db, meeting.id)
    expect(more).toEqual([])
    const history = (await page('organiser')).split('id="history"')[1]!
    expect(history).toContain('«Om lesing» heter nå «Om lesing og lyst»')
    expect(history).toContain('Test organiser')
    const organiser = await world.actor('organiser')
    await expect(withdrawTold(db, organiser, meeting.id, first!.id)).rejects.toThrow(Refused)
    await expect(withdrawTold(db, organiser, meeting.id, meeting.id)).rejects.toThrow(NotFound)
    expect((await send('organiser', `${base}/told/withdraw`, { id: last!.id })).statusCode).toBe(303)
    expect(await page('organiser', base)).toContain('2 endringer siden deltakerne ble varslet')
  })
})
