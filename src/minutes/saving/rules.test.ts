import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksBlocked, next, type Saving, type SavingEvent, statusOf, untouched, waiting } from './rules.ts'

const having = (...events: SavingEvent[]): Saving => events.reduce(next, untouched)
const changed = { is: 'changed' } as const
const opened = { is: 'opened' } as const
const lost = { is: 'lost' } as const
const kept = (count: number): SavingEvent => ({ is: 'kept', count, at: '09.41' })

describe('what is said about saving', () => {
  it('is nothing before anything was written, and "saved" only when the server has said so', () => {
    expect(statusOf(having(opened))).toEqual({ is: 'unchanged' })
    expect(statusOf(having(opened, changed, changed))).toEqual({ is: 'saving' })
    expect(statusOf(having(opened, changed, changed, kept(1)))).toEqual({ is: 'saving' })
    expect(statusOf(having(opened, changed, changed, kept(2)))).toEqual({ is: 'saved', at: '09.41' })
    expect(statusOf(having(opened, changed, kept(1), changed))).toEqual({ is: 'saving' })
  })

  it('is "unsaved" when the line is lost, the database is away, the server is silent, or it is over', () => {
    expect(statusOf(having(opened, changed, lost))).toEqual({ is: 'unsaved', changes: 1 })
    expect(statusOf(having(opened, changed, { is: 'trouble', why: 'database' }))).toEqual({ is: 'unsaved', changes: 1 })
    expect(statusOf(having(opened, changed, { is: 'trouble', why: 'silent' }))).toEqual({ is: 'unsaved', changes: 1 })
    expect(statusOf(having(opened, changed, { is: 'stopped', why: 'approved' }))).toEqual({ is: 'unsaved', changes: 1 })
    expect(statusOf(having(opened, changed, kept(1), lost))).toEqual({ is: 'saved', at: '09.41' })
  })

  it('forgets a silence when the server speaks, and not that the database is away', () => {
    expect(having(opened, changed, { is: 'trouble', why: 'silent' }, kept(1)).trouble).toBeNull()
    expect(having(opened, changed, { is: 'trouble', why: 'database' }, kept(1)).trouble).toBe('database')
  })

  it('takes a line that never came for one that is blocked', () => {
    expect(looksBlocked(having(lost, lost, lost, lost))).toBe(true)
    expect(looksBlocked(having(lost, lost, lost, lost, opened))).toBe(false)
    expect(looksBlocked(having(lost))).toBe(false)
  })

  it('never says saved while something is not, whatever happens in whatever order', () => {
    const event = fc.oneof(
      fc.constantFrom<SavingEvent>(changed, opened, lost, { is: 'trouble', why: 'database' }, { is: 'trouble', why: null }),
      fc.nat(8).map(kept),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let made = 0
        let told = 0
        let state = untouched
        for (const one of events) {
          if (one.is === 'changed') made++
          if (one.is === 'kept') told = Math.min(made, Math.max(told, one.count))
          state = next(state, one)
          expect(waiting(state)).toBe(made - told)
          expect(statusOf(state).is === 'saved').toBe(made === told && state.at !== null)
        }
      }),
    )
  })
})
