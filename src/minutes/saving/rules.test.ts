import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { next, type Saving, type SavingEvent, sendIn, statusOf, unchanged, waiting } from './rules.ts'

const having = (...events: SavingEvent[]): Saving => events.reduce(next, unchanged(3))
const edited = { is: 'edited', burst: true } as const
const answered = (edits: number, number = 4) => ({ is: 'answered', edits, number, at: '09.41' }) as const

describe('what is said', () => {
  test('nothing, until something is written', () => expect(statusOf(having())).toEqual({ is: 'unchanged' }))
  test('"saving" is not "saved"', () => expect(statusOf(having(edited, { is: 'sent' }))).toEqual({ is: 'saving' }))
  test('saved, when the server has said so', () =>
    expect(statusOf(having(edited, { is: 'sent' }, answered(1)))).toEqual({ is: 'saved', at: '09.41' }))
  test('not saved, when more was written while the answer was on its way', () =>
    expect(statusOf(having(edited, { is: 'sent' }, edited, answered(1)))).toEqual({ is: 'saving' }))
  test('not saved, and how much is waiting, on a dead line', () =>
    expect(statusOf(having(edited, { is: 'sent' }, { is: 'failed', trouble: 'line' }, edited, edited))).toEqual({
      is: 'unsaved',
      changes: 3,
    }))
  test('not saved, when the server will not have it', () =>
    expect(statusOf(having(edited, { is: 'sent' }, { is: 'stopped', why: 'taken' }))).toEqual({ is: 'unsaved', changes: 1 }))
})

describe('when it is sent', () => {
  test('soon after a pause, not while an answer is awaited, not after a stop', () => {
    expect(sendIn(having())).toBeNull()
    expect(sendIn(having(edited))).toBe(800)
    expect(sendIn(having(edited, { is: 'sent' }))).toBeNull()
    expect(sendIn(having(edited, { is: 'stopped', why: 'conflict' }))).toBeNull()
  })
  test('more and more seldom on a dead line, and at once again when it lives', () => {
    const failed = { is: 'failed', trouble: 'line' } as const
    const waits = [1, 2, 3, 4, 5, 6, 7].map((times) => sendIn(having(edited, ...Array(times).fill(failed))))
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(sendIn(having(edited, { is: 'sent' }, failed, edited, { is: 'sent' }, answered(2), edited))).toBe(800)
  })
})

/** The server's part of the agreement, as `writes.ts` keeps it for one window, over a line that loses things. */
function server() {
  let number = 3
  let text = ''
  let newest = 0
  return {
    get text() {
      return text
    },
    take(request: { basedOn: number; edits: number; text: string }) {
      if (request.text !== text && (request.basedOn === number || request.edits > newest)) {
        number++
        text = request.text
        newest = request.edits
      }
      return { is: 'answered', edits: request.edits, number, at: '09.41' } as const
    },
  }
}

test('on any line, "saved" is only said when the server has the very text that is here, and it gets there in the end', () => {
  type Step = 'type' | 'pause' | 'send' | 'lose request' | 'lose answer' | 'late copy'
  const steps = fc.array(fc.constantFrom<Step>('type', 'pause', 'send', 'lose request', 'lose answer', 'late copy'), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(steps, (run) => {
      const there = server()
      let here = ''
      let burst = true
      let state = unchanged(3)
      const held: Parameters<typeof there.take>[0][] = []
      const check = () => {
        if (statusOf(state).is === 'saved') expect(there.text).toBe(here)
        expect(waiting(state) > 0 || there.text === here).toBe(true)
      }
      const send = (fate: Step) => {
        if (waiting(state) === 0) return
        state = next(state, { is: 'sent' })
        const request = { basedOn: state.number, edits: state.edits, text: here }
        held.push(request)
        const answer = fate === 'lose request' ? null : there.take(request)
        state = next(state, fate === 'send' && answer ? answer : { is: 'failed', trouble: 'line' })
      }
      for (const step of run) {
        if (step === 'type') {
          here += 'x'
          state = next(state, { is: 'edited', burst })
          burst = false
        } else if (step === 'pause') burst = true
        else if (step === 'late copy') {
          // A request that was held up somewhere comes out, long after the window gave it up.
          const old = held.shift()
          if (old) there.take(old)
        } else send(step)
        check()
      }
      send('send')
      check()
      expect(waiting(state)).toBe(0)
    }),
    { numRuns: 1000 },
  )
})
