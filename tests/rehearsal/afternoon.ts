/** From the break until the way home: the program is killed while all vote and ask, groups talk, and the day is closed. */
import assert from 'node:assert/strict'
import { formIn } from '../form.ts'
import type { Answered } from './attendee.ts'
import { ALL, type Day } from './day.ts'
import { newest } from './midday.ts'

/** Killed in the middle of an item, with forty votes, a dozen questions and a chair's key under way. */
export async function killed(day: Day): Promise<void> {
  const { people, chairs, measured } = day
  const [chair] = chairs
  await day.start('Pause')
  const { id: item } = await day.start('Digital formidling')
  await day.act(chair, 'chair/questions', { moderated: 'no', slowSeconds: '0' }, ({ questions }) => !questions.moderated)
  const known = people[0]!.state().questions.questions.length
  const poll = { item, question: 'Strømmer vi mer i høst?', kind: 'yes_no', electorate: 'link', secrecy: 'hidden', open: 'now' }
  await day.act(chair, 'chair/polls', poll, (state) => newest(state)!.state === 'open')
  const { id } = newest(people[0]!.state())!

  const asking = people.slice(10, 22)
  const asks = asking.map((one) => ['room/questions', { text: `Spørsmål fra ${one.name}` }, one] as const)
  const votes = people.map((one, i) => [`room/polls/${id}/vote`, { choice: i % 4 ? 'yes' : 'no' }, one] as const)
  // By turns, so that some of each kind are answered before and some after.
  const all = [
    ...votes.flatMap((vote, i) => (asks[i] ? [vote, asks[i]] : [vote])),
    ['chair/show/extend', { item, minutes: '40' }, chair] as const,
  ]
  const answered: Answered[] = []
  const third = Promise.withResolvers<void>()
  const send = async ([path, fields, one]: (typeof all)[number]) => {
    answered.push(await one.post(path, fields))
    if (answered.length === Math.floor(all.length / 3)) third.resolve()
  }
  // Six at a time: when the third of them has its answer, most of the others have not been sent.
  const waiting = [...all]
  const sender = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await send(next)
  }
  const work = Promise.all(Array.from({ length: 6 }, sender))
  await third.promise
  const before = answered.length
  const killed = await day.restart()
  await work
  assert.ok(before < all.length, 'nothing was under way')
  for (const one of answered) assert.ok(one.ok, `${one.status}: ${one.message}`)
  assert.equal(answered.length, all.length)
  measured.sentAgain += answered.filter(({ sent }) => sent > 1).length

  const back = await Promise.all(
    people.map((one) =>
      one.sees(
        (state, line) => line === 'live' && newest(state)!.answered === ALL && state.show.show.given[item] === 40,
        'all of it',
      ),
    ),
  )
  for (const at of back) measured.restartBack.push(at - killed)
  await day.alike()
  await chair.sees((_, line) => line === 'live', 'the room again')
  for (const one of people) {
    const texts = one.state().questions.questions.map(({ text }) => text)
    assert.equal(texts.length, known + asking.length)
    for (const { name } of asking) assert.equal(texts.filter((text) => text === `Spørsmål fra ${name}`).length, 1, name)
  }
  const ballots = await day.rows('select choice, count(*)::int as n from ballot where poll_id = $1 group by choice order by n', [
    id,
  ])
  assert.deepEqual(ballots, [
    { choice: { options: ['no'] }, n: ALL / 4 },
    { choice: { options: ['yes'] }, n: (ALL * 3) / 4 },
  ])
  // What is one's own is there too.
  const [mine] = await Promise.all([asking[0]!.mine(), people[0]!.mine()])
  assert.equal(mine.polls.ballots.find((one) => one.pollId === id)?.voted, true)
  assert.ok(mine.questions.asked.some(({ text }) => text === `Spørsmål fra ${asking[0]!.name}`))
  await day.act(chair, `chair/polls/${id}/close`, {}, (state) => newest(state)!.state === 'closed')
}

/** What was asked before lunch is answered where it was moved to. */
export async function movedQuestion(day: Day): Promise<void> {
  const [chair] = day.chairs
  const { id: item } = await day.start('Diverse')
  const moved = day.people[0]!.state().questions.questions.filter(({ itemId }) => itemId === item)
  assert.deepEqual(
    moved.map(({ text }) => text),
    ['Når skjer det?'],
  )
  await day.act(chair, `chair/questions/${moved[0]!.id}/turn`, { to: 'answered' }, ({ questions }) =>
    questions.questions.some(({ id, state }) => id === moved[0]!.id && state === 'answered'),
  )
  await day.start('Pause')
}

/** All talk in four groups, each group writes, and the plenary sees it side by side. */
export async function groups(day: Day): Promise<void> {
  const { people, chairs, at } = day
  const [chair] = chairs
  const { id: item } = await day.start('Vi blir kjent')
  const asked = new URLSearchParams({
    propose: 'yes',
    dividing: 'mixed',
    count: '4',
    minutes: '15',
    item,
    questions: 'Hva tar vi med hjem?',
  })
  const page = await (await chair.get(`chair/groups?${asked}`)).text()
  // Below the form that asked for it stands the one that begins.
  const proposal = formIn(page.slice(page.indexOf('id="proposal"')), `${at.base}/chair/groups`)
  await day.act(chair, 'chair/groups', proposal, ({ groups }) => groups.breakouts.length === 1)
  const [breakout] = people[0]!.state().groups.breakouts
  const inAll = ALL + chairs.length
  // As even as it gets: nobody is left over, and no group has two more than another.
  const sizes = breakout!.groups.map(({ count }) => count)
  assert.equal(
    sizes.reduce((sum, n) => sum + n, 0),
    inAll,
  )
  assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${sizes}`)

  const own = await Promise.all(people.map(async (one) => ({ one, group: (await one.mine()).groups.groups[0]! })))
  for (const { number } of breakout!.groups) {
    const [writer, other] = own.filter(({ group }) => group.number === number)
    const { id: group, version } = writer!.group
    const save = (who: typeof writer, text: string) =>
      who!.one.post('room/groups/notes', { group, version: String(version), text })
    // Two of a group save upon the same text: the second is shown the first's, and nothing is written over.
    const saved = await save(writer, `Gruppe ${number} tar med samarbeid.`)
    assert.ok(saved.ok, saved.message)
    assert.equal((await save(other, 'Noe annet.')).status, 409)
  }
  for (const one of people) assert.ok(one.state().groups.breakouts[0]!.groups.every(({ notes }) => notes === null))
  await day.act(
    chair,
    'chair/groups/return',
    { breakout: breakout!.id },
    ({ groups }) => groups.breakouts[0]!.standing === 'returned',
  )
  assert.deepEqual(
    people[0]!.state().groups.breakouts[0]!.groups.map(({ notes }) => notes),
    [1, 2, 3, 4].map((number) => `Gruppe ${number} tar med samarbeid.`),
  )
  await day.alike()
}

/** The day is closed. What is left is when each item really was on. */
export async function close(day: Day): Promise<void> {
  const { chairs, people, started } = day
  await day.start('Avslutning')
  const ending = Date.now()
  await day.act(chairs[0], 'chair/show/end', {}, ({ show }) => show.show.endedAt !== null)
  await day.alike()
  const { rows, show } = people[0]!.state().show
  const { runs } = show
  // In the order of the programme, each once, though one was pressed by two and the program was killed in another.
  assert.deepEqual(
    runs.map(({ itemId }) => itemId),
    rows.map(({ id }) => id),
  )
  for (const [i, run] of runs.entries()) {
    const [from, to] = started[i]!.between
    assert.equal(run.itemId, started[i]!.itemId)
    assert.ok(run.from >= from && run.from <= to, `${rows[i]!.title?.nb} began at its key`)
    assert.equal(run.to, runs[i + 1]?.from ?? show.endedAt, 'one ends as the next begins')
  }
  assert.ok(show.endedAt! >= ending && show.endedAt! <= Date.now())
  // One act on record for each.
  const acts = await day.rows(`select about_id as item from activity where action = 'room.started' order by id`)
  assert.deepEqual(
    acts.map(({ item }) => item),
    started.map(({ itemId }) => itemId),
  )
}
