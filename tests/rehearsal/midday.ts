/** From lunch until the break: questions while some have lost their line, and polls that all answer at once. */
import assert from 'node:assert/strict'
import type { PollView } from '#room/polls/reads.ts'
import type { RoomState } from '#room/reads.ts'
import type { Attendee, Fields } from './attendee.ts'
import { ALL, type Day } from './day.ts'
import { speaks } from './morning.ts'

/** Questions on the library system. Five sit behind a network that fails meanwhile, and one of them asks. */
export async function questions(day: Day): Promise<void> {
  const { people, behind, network, chairs, measured } = day
  const [chair] = chairs
  const { id: spoken } = people[0]!.state().floor.speaking!
  await day.start('Lunsj')
  assert.ok(
    people.every((one) => !speaks(one.state())),
    'nobody speaks on into lunch',
  )
  await day.act(chair, `chair/floor/${spoken}/end`, {}, ({ floor }) => floor.speaking === null)
  await day.start('biblioteksystem')
  network.cut()
  await Promise.all(behind.map((one) => one.sees((_, line) => line !== 'live', 'that the line is away')))
  const here = people.filter((one) => !behind.includes(one))
  const act = (by: Attendee, path: string, fields: Fields, seen: (state: RoomState) => boolean) =>
    day.act(by, path, fields, seen, here)
  // Sent again and again with one key until somebody answers.
  const fromAfar = behind[0]!.post('room/questions', { text: 'Hva med oss med dårlig nett?' })

  const askers = [...here.slice(20, 23), ...here.slice(-3)]
  const words = ['Felles katalog', 'Samme katalog for alle', 'Opplæring', 'Kostnader', 'Når skjer det', 'Trukket']
  for (const [i, asker] of askers.entries()) {
    const asked = await asker.post('room/questions', { text: `${words[i]}?`, ...(i === 3 && { nameless: 'on' }) })
    assert.ok(asked.ok, asked.message)
  }
  await chair.sees(({ questions }) => questions.questions.length === askers.length, 'all that was asked')
  for (const one of here) assert.deepEqual(one.state().questions.questions, [], 'nothing is shown that waits for a chair')
  const found = words.map((text) => chair.state().questions.questions.find((one) => one.text === `${text}?`)!)
  for (const { id } of found) await act(chair, `chair/questions/${id}/turn`, { to: 'shown' }, (state) => has(state, id))
  const [shared, same, training, costs, when, withdrawn] = found.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  assert.deepEqual(question(here[0]!.state(), costs)!.name, null)
  assert.deepEqual(question(chair.state(), costs)!.name, askers[3]!.name)

  // Twelve and nine wonder too, four of them about both; one says so twice, and one thinks better of it.
  const wonder = (who: readonly Attendee[], id: string, wonders = 'yes') =>
    Promise.all(who.map((one) => one.post(`room/questions/${id}/wonder`, { wonders })))
  await Promise.all([wonder(here.slice(0, 12), shared), wonder(here.slice(8, 17), same), wonder(here.slice(0, 1), shared)])
  await wonder(here.slice(17, 18), same)
  await wonder(here.slice(17, 18), same, 'no')
  await all(here, (state) => question(state, shared)?.votes === 12 && question(state, same)?.votes === 9, 'all votes')
  await act(chair, `chair/questions/${same}/merge`, { into: shared }, (state) => !has(state, same))
  await all(here, (state) => question(state, shared)?.votes === 17, 'each counted once over both')
  assert.equal(here[0]!.state().questions.questions[0]!.id, shared)
  assert.deepEqual((await here[16]!.mine()).questions.wonders, [shared])

  const answering = (id: string) => (state: RoomState) => !!question(state, id)?.answeringAt
  await act(chair, `chair/questions/${shared}/answering`, { on: 'yes' }, answering(shared))
  await act(chair, `chair/questions/${training}/answering`, { on: 'yes' }, answering(training))
  assert.equal(question(here[0]!.state(), shared)!.answeringAt, null, 'one at a time')
  await act(chair, `chair/questions/${shared}/turn`, { to: 'answered' }, (state) => question(state, shared)?.state === 'answered')
  const answer = 'Ja, hele høsten.'
  await act(chair, `chair/questions/${training}/answer`, { answer }, (state) => question(state, training)?.answer?.nb === answer)
  await act(chair, `chair/questions/${costs}/minutes`, { on: 'yes' }, (state) => question(state, costs)!.noted)
  const later = day.item('Diverse').id
  await act(chair, `chair/questions/${when}/move`, { item: later }, (state) => question(state, when)?.itemId === later)
  await act(askers[5]!, `room/questions/${withdrawn}/withdraw`, {}, (state) => !has(state, withdrawn))

  for (const one of behind) assert.deepEqual(one.state().questions.questions, [], 'nothing comes through')
  const mended = performance.now()
  network.mend()
  const whole = (state: RoomState, line: string) =>
    line === 'live' && question(state, when)?.itemId === later && !has(state, withdrawn)
  for (const at of await Promise.all(behind.map((one) => one.sees(whole, 'all that was missed'))))
    measured.lineBack.push(at - mended)
  await day.alike()
  const { ok, sent } = await fromAfar
  assert.ok(ok && sent > 1, `sent ${sent} times`)
  measured.sentAgain++
  await chair.sees(({ questions }) => questions.questions.filter(({ text }) => text.startsWith('Hva med oss')).length === 1, 'it')
}

/** On e-books: a poll made on the spot that all forty answer at once, a secret one, and one click for what nobody is against. */
export async function polls(day: Day): Promise<void> {
  const { people, chairs, measured } = day
  const [chair] = chairs
  const { id: item } = await day.start('E-bøker')
  await day.act(chair, 'chair/settings/guests', { may: ['ask', 'vote'] }, ({ people }) => people.guestsMay.vote)
  const made = { item, kind: 'single', options: 'Felles avtale\nHver for seg\nVet ikke', electorate: 'link', open: 'now' }
  const of = (n: number) => people.filter((_, i) => i % 3 === n).length

  const asked = { ...made, question: 'Hvordan kjøper vi e-bøker?', secrecy: 'hidden' }
  await day.act(chair, 'chair/polls', asked, (state) => newest(state)?.state === 'open')
  const { id, electors } = newest(people[0]!.state())!
  assert.equal(electors, ALL + chairs.length)
  const vote = (of: string) => async (one: Attendee, i: number) => {
    const began = performance.now()
    const answer = await one.post(`room/polls/${of}/vote`, { choice: String((i % 3) + 1) })
    measured.voted.push(performance.now() - began)
    return answer
  }
  // All at once; one presses twice in the same moment, and one who chose wrong chooses again.
  const [changing] = people
  const first = await Promise.all([...people.map(vote(id)), vote(id)(people[3]!, 3)])
  const again = await changing!.post(`room/polls/${id}/vote`, { choice: '3' })
  for (const one of [...first, again]) assert.ok(one.ok, one.message)
  await all(people, (state) => newest(state)!.answered === ALL, 'forty ballots')
  assert.equal(newest(chair.state())!.result, null, 'nobody sees a count before it is closed, chairs neither')
  await day.act(chair, `chair/polls/${id}/close`, {}, (state) => newest(state)!.state === 'closed')
  assert.equal(newest(people[0]!.state())!.result, null, 'and the room none before it is shown')
  await day.act(chair, `chair/polls/${id}/show`, {}, (state) => newest(state)!.result !== null)
  const counts = { 1: of(0) - 1, 2: of(1), 3: of(2) + 1 }
  for (const one of people) assert.deepEqual(newest(one.state())!.result, { ballots: ALL, counts })
  const ballots = await day.rows(
    `select count(*)::int as n, count(distinct voter)::int as voters from ballot where poll_id = $1`,
    [id],
  )
  assert.deepEqual(ballots, [{ n: ALL, voters: ALL }])

  const secretly = { ...made, question: 'Hvem vil dere ha med?', secrecy: 'secret' }
  await day.act(chair, 'chair/polls', secretly, (state) => newest(state)!.id !== id)
  const { id: secret } = newest(people[0]!.state())!
  const twice = await Promise.all([...people.map(vote(secret)), vote(secret)(people[5]!, 4)])
  // Given once: whichever of the two came second is told so.
  assert.deepEqual(twice.map(({ status }) => status).sort(), [...Array.from({ length: ALL }, () => 200), 403])
  await all(people, (state) => newest(state)!.answered === ALL, 'forty ballots')
  await day.act(chair, `chair/polls/${secret}/close`, {}, (state) => newest(state)!.state === 'closed')
  await day.act(chair, `chair/polls/${secret}/show`, {}, (state) => newest(state)!.result !== null)
  const { result } = newest(people[0]!.state())!
  assert.equal(result!.ballots, ALL)
  assert.equal(
    Object.values(result!.counts).reduce((sum, n) => sum + n, 0),
    ALL,
  )
  assert.deepEqual(await day.rows('select voter from has_voted where poll_id = $1', [secret]), [])

  await day.act(chair, 'chair/polls/agreed', { item }, ({ polls }) => polls.polls.some(({ kind }) => kind === 'agreed'))
  await day.alike()
}

const question = ({ questions }: RoomState, id: string) => questions.questions.find((one) => one.id === id)
const has = (state: RoomState, id: string): boolean => question(state, id) !== undefined
/** The poll that was opened last, of those somebody votes in. */
export const newest = ({ polls }: RoomState): PollView | undefined => polls.polls.filter(({ kind }) => kind !== 'agreed').at(-1)
const all = (who: readonly Attendee[], fits: (state: RoomState) => boolean, what: string) =>
  Promise.all(who.map((one) => one.sees(fits, what)))
