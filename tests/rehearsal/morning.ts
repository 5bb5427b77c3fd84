/** From the welcome until lunch: a late start, what is done about it, who has the floor, and a pause. */
import assert from 'node:assert/strict'
import type { RoomState } from '#room/reads.ts'
import { choicesAt } from '#room/show/late/rules.ts'
import { expect, MINUTE } from '#room/show/rules.ts'
import type { Signal } from '#room/signals/tables.ts'
import { ALL, type Day } from './day.ts'

/** The meeting begins some minutes late; the chair looks at the choices, takes one, takes it back, and takes it again. */
export async function lateStart(day: Day): Promise<void> {
  const [chair] = day.chairs
  await day.start('Gjennomgang')
  const { rows, show } = chair.state().show
  const nine = rows[0]!.start!
  const late = Math.ceil((show.runs[0]!.from - nine) / MINUTE)
  assert.ok(late > 3 && late <= 10, `${late} minutes late`)
  const clock = (ms: number | null) => ms && new Date(ms - nine + 9 * 60 * MINUTE).toISOString().slice(11, 16)
  const after = (hhmm: string, minutes: number) =>
    Temporal.PlainTime.from(hhmm).add({ minutes }).toString({ smallestUnit: 'minute' })

  const choices = choicesAt(rows, show, Date.now())
  const told = choices.map(({ way, shifts, newEnds }) => ({
    ...{ way, ends: clock(newEnds), changed: shifts.length },
    first: shifts.slice(0, 2).map(({ newStart, newEnd }) => `${clock(newStart)}–${clock(newEnd)}`),
  }))
  assert.deepEqual(told, [
    { way: 'breaks', ends: '15:15', changed: 1, first: [`${after('09:45', late)}–10:00`] },
    {
      ...{ way: 'shorten', ends: '15:15', changed: 2 },
      first: [`${after('09:45', late)}–${after('10:00', late)}`, `${after('10:00', late)}–11:00`],
    },
    { way: 'drop', ends: '15:15', changed: 1, first: ['null–null'] },
    {
      ...{ way: 'move', ends: after('15:15', late), changed: rows.length - 1 },
      first: [`${after('09:45', late)}–${after('10:00', late)}`, `${after('10:00', late)}–${after('11:00', late)}`],
    },
  ])
  // Without script the console has each of them as a form, with the very times that are shown.
  const page = await (await chair.get('chair')).text()
  const plans = [...page.matchAll(/name="plan" value="([^"]*)"/g)].map(([, plan]) => JSON.parse(plan!.replaceAll('&quot;', '"')))
  assert.deepEqual(
    plans,
    choices.map(({ times, dropped }) => ({ times, dropped })),
  )
  assert.ok(page.includes(`${after('09:45', late)}–10:00`.replaceAll(':', '.')), 'the effect of the first is shown')

  const pause = day.item('Pause')
  const plan = JSON.stringify(plans[0])
  const before = chair.state().show.show
  const taken = await day.act(chair, 'chair/show/replan', { plan }, (state) => pause.id in state.show.show.times)
  for (const one of day.people) {
    const { rows, show } = one.state().show
    const expected = expect(rows, show, Date.now())
    const { from, to } = expected.find((row) => row.id === pause.id)!
    assert.deepEqual([clock(from), clock(to), clock(expected.at(-1)!.to)], [after('09:45', late), '10:00', '15:15'])
  }

  assert.ok(taken.undo)
  await day.act(chair, taken.undo.action, taken.undo.fields, (state) => !(pause.id in state.show.show.times))
  assert.deepEqual({ ...chair.state().show.show, number: 0 }, { ...before, number: 0 })

  // And again, by a key that a broken line makes arrive twice.
  const { number } = chair.state().show.show
  const fields = { plan, key: crypto.randomUUID() }
  await Promise.all([
    day.act(chair, 'chair/show/replan', fields, (state) => pause.id in state.show.show.times),
    chair.post('chair/show/replan', fields),
  ])
  await day.alike()
  assert.equal(chair.state().show.show.number, number + 1)
}

/** Both chairs press "next" in the same moment: the pause begins once. */
export async function twoChairs(day: Day): Promise<void> {
  const { id } = day.item('Pause')
  const { number } = day.chairs[0].state().show.show
  const [, second] = await Promise.all([day.start('Pause'), day.chairs[1].post('chair/show/start', { item: id })])
  assert.equal(second.status, 200)
  await day.alike()
  const { show } = day.people[0]!.state().show
  assert.equal(show.number, number + 1)
  assert.equal(show.runs.filter((run) => run.itemId === id).length, 1)
}

/** The speaker list on the plan of action: five ask, one thinks better of it, a reply and a point of order come between. */
export async function theFloor(day: Day): Promise<void> {
  const { people } = day
  const [chair, second] = day.chairs
  await day.start('handlingsplan')
  await day.act(chair, 'chair/floor/open', {}, (state) => state.floor.open)
  const asking = people.slice(0, 5)
  const asked = await Promise.all(asking.map((one) => one.post('room/floor', { kind: 'ordinary' })))
  assert.deepEqual(new Set(asked.map(({ status }) => status)), new Set([200]))
  await Promise.all(people.map((one) => one.sees(({ floor }) => floor.waiting.length === 5, 'five waiting')))
  const guest = await people.at(-1)!.post('room/floor', { kind: 'ordinary' })
  assert.equal(guest.status, 403, guest.message)

  const own = asked[1]!.mine!.floor!.turns[0]!.id
  await day.act(asking[1]!, `room/floor/${own}/withdraw`, {}, ({ floor }) => floor.waiting.length === 4)
  const [first, , third, last] = people[0]!.state().floor.waiting.map(({ id }) => id)
  await day.act(chair, `chair/floor/${last}/move`, { before: first! }, ({ floor }) => floor.waiting[0]!.id === last)
  await day.act(second, `chair/floor/${third}/move`, { before: first! }, ({ floor }) => floor.waiting[1]!.id === third)
  const order = people[0]!.state().floor.waiting.map(({ id }) => id)

  const began = Date.now()
  const speaking =
    (id: string | null) =>
    ({ floor }: RoomState) =>
      (floor.speaking?.id ?? null) === id
  const next = (seen: string, then: string | null) => day.act(chair, 'chair/floor/next', { seen }, speaking(then))
  // Both chairs call the first: nobody is passed over.
  await Promise.all([next('', order[0]!), second.post('chair/floor/next', { seen: '' })])
  await day.alike()
  assert.deepEqual(
    people[0]!.state().floor.waiting.map(({ id }) => id),
    order.slice(1),
  )
  const waits =
    (kind: string) =>
    ({ floor }: RoomState) =>
      floor.waiting[0]?.kind === kind
  await day.act(people[6]!, 'room/floor', { kind: 'reply' }, waits('reply'))
  const reply = people[0]!.state().floor.waiting[0]!.id
  await next(order[0]!, reply)
  assert.equal(people[0]!.state().floor.interrupted?.id, order[0])
  await day.act(people[7]!, 'room/floor', { kind: 'order' }, waits('order'))
  const point = people[0]!.state().floor.waiting[0]!.id
  await next(reply, point)
  await next(point, reply)
  await next(reply, order[0]!)
  await next(order[0]!, order[1]!)
  await next(order[1]!, order[2]!)
  await next(order[2]!, order[3]!)
  await next(order[3]!, null)
  const lasted = Date.now() - began

  const { people: times, organisations } = chair.state().floor.spoken!
  assert.equal(times.length, 6)
  for (const one of times) assert.ok(one.turns === 1 && one.spoken > 0 && one.runningSince === null, one.name)
  // One clock at a time: together they spoke no longer than it took.
  const sum = (all: readonly { spoken: number }[]) => all.reduce((sum, one) => sum + one.spoken, 0)
  assert.ok(sum(times) <= lasted, `${sum(times)} of ${lasted} ms`)
  assert.equal(sum(organisations), sum(times))
  assert.equal(people[0]!.state().floor.spoken, null)
  await day.act(chair, 'chair/floor/close', {}, ({ floor }) => !floor.open)
}

/** All applaud, some cannot hear; then a pause that no programme has, with the time to be back. */
export async function signalsAndPause(day: Day): Promise<void> {
  const { people } = day
  const [chair] = day.chairs
  const counts =
    (of: Signal, n: number) =>
    ({ signals }: RoomState) =>
      signals.slots.filter(({ kind }) => kind === of).reduce((sum, { count }) => sum + count, 0) === n
  const given = await Promise.all([
    ...people.map((one) => one.post('room/signals', { signal: 'applause' })),
    ...people.slice(0, 3).map((one) => one.post('room/signals', { signal: 'louder' })),
  ])
  assert.ok(given.every(({ ok }) => ok))
  await Promise.all([
    ...people.map((one) => one.sees(counts('applause', ALL), 'everybody clapping')),
    chair.sees(counts('louder', 3), 'that three cannot hear'),
  ])
  for (const one of people) assert.deepEqual(new Set(one.state().signals.slots.map(({ kind }) => kind)), new Set(['applause']))

  await day.act(people[8]!, 'room/floor', { kind: 'order' }, ({ floor }) => floor.waiting.length === 1)
  await day.act(chair, 'chair/floor/next', { seen: '' }, speaks)
  const from = Date.now()
  await day.act(chair, 'chair/show/pause', { minutes: '5' }, ({ show }) => show.show.pause !== null)
  const { until, itemId } = people[0]!.state().show.show.pause!
  assert.ok(itemId !== null && until! % MINUTE === 0 && Math.abs(until! - from - 5 * MINUTE) <= MINUTE)
  const screen = (await (await chair.get('stage/state')).json()) as { parts: { show: { show: { pause: unknown } } } }
  assert.deepEqual(screen.parts.show.show.pause, people[0]!.state().show.show.pause)
  // Whoever had the floor has it still, and their clock stands meanwhile.
  assert.equal(speaks(people[0]!.state()), false)
  await day.act(chair, 'chair/show/resume', {}, ({ show }) => show.show.pause === null)
  assert.ok(people.every((one) => speaks(one.state())))
  const run = people[0]!.state().show.show.runs.at(-1)!
  assert.ok(run.itemId === itemId && run.paused > 0 && run.paused <= Date.now() - from)
}

/** Whether somebody's clock runs. */
export const speaks = ({ floor }: RoomState): boolean => floor.speaking?.runningSince != null
