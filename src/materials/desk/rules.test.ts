import { describe, expect, it } from 'vitest'
import {
  countStages,
  fileStage,
  lacksMinutes,
  nextStep,
  type PresentationStage,
  presentationStage,
  type Received,
} from './rules.ts'

const file = (more: Partial<Received> = {}): Received => ({ id: 'm', stage: 'processed', showing: 'shown', ...more })
const item = (more: Partial<Parameters<typeof presentationStage>[0]>) =>
  presentationStage({ expected: true, received: [], awaited: [], declined: false, ...more })
const awaited = (askedAt: string | null) => ({ speakerId: 's', email: null, askedAt })

describe('how far a presentation has come', () => {
  it('is told from expected over asked to published', () => {
    expect(item({ expected: false })).toBe('none')
    expect(item({})).toBe('nobody')
    expect(item({ awaited: [awaited(null)] })).toBe('expected')
    expect(item({ awaited: [awaited(null), awaited('2026-05-01T07:00:00Z')] })).toBe('asked')
    expect(item({ received: [file({ stage: 'checking', showing: 'approval' })] })).toBe('checking')
    expect(item({ received: [file({ stage: 'processing' })] })).toBe('processing')
    expect(item({ received: [file({ stage: 'processing', showing: 'approval' })] })).toBe('approval')
    expect(item({ received: [file({ showing: 'after' })] })).toBe('after')
    expect(item({ received: [file({ showing: 'hidden' })] })).toBe('hidden')
    expect(item({ received: [file()] })).toBe('published')
    expect(item({ received: [file({ stage: 'unreadable' })] })).toBe('unreadable')
  })

  it('is "no slides" only when nobody is awaited any more', () => {
    expect(item({ declined: true })).toBe('declined')
    expect(item({ declined: true, awaited: [awaited(null)] })).toBe('expected')
    expect(item({ declined: true, received: [file()] })).toBe('published')
  })

  it('of several files is that of the one that needs somebody most', () => {
    expect(item({ received: [file(), file({ showing: 'approval' }), file({ stage: 'processing' })] })).toBe('approval')
    expect(item({ received: [file(), file({ stage: 'infected' })] })).toBe('infected')
  })

  it('follows the file through the house', () => {
    expect(fileStage(null)).toBe('processed')
    expect(fileStage({ scan: 'waiting', state: 'waiting' })).toBe('checking')
    expect(fileStage({ scan: 'infected', state: 'none' })).toBe('infected')
    expect(fileStage({ scan: 'clean', state: 'working' })).toBe('processing')
    expect(fileStage({ scan: 'off', state: 'failed' })).toBe('unreadable')
    expect(fileStage({ scan: 'clean', state: 'done' })).toBe('processed')
  })

  it('is counted once for each item', () => {
    expect(countStages(['none', 'nobody', 'expected', 'asked', 'approval', 'published', 'unreadable', 'declined'])).toEqual({
      expected: 2,
      asked: 1,
      received: 1,
      published: 2,
      declined: 1,
    })
  })
})

describe('the next step', () => {
  const now = Temporal.Instant.from('2026-05-01T12:00:00Z')
  const step = (stages: PresentationStage[], more: Partial<Parameters<typeof nextStep>[0]> = {}) =>
    nextStep({
      stages,
      proposals: 0,
      askable: [],
      unreached: 0,
      mayRemind: true,
      planned: 0,
      suggested: 0,
      minutes: 0,
      now,
      ...more,
    })

  it('clears what stands in the way of readers before it asks anybody', () => {
    const askable = { askable: [null] }
    expect(step(['infected', 'approval', 'expected'], askable)).toBe('infected')
    expect(step(['approval', 'expected'], { ...askable, proposals: 1 })).toBe('approve')
    expect(step(['expected'], { ...askable, proposals: 1 })).toBe('proposals')
    expect(step(['expected'], askable)).toBe('remind')
  })

  it('asks again after some days, unless the plan will', () => {
    expect(step(['asked'], { askable: ['2026-04-30 12:00:00+00'] })).toBe('wait')
    expect(step(['asked'], { askable: ['2026-04-20 12:00:00+00'] })).toBe('remind')
    expect(step(['asked'], { askable: ['2026-04-20 12:00:00+00'], planned: 1 })).toBe('wait')
  })

  it('asks for addresses and for speakers, then for a plan, and asks nobody when nothing is to be held', () => {
    expect(step(['expected'], { unreached: 1, suggested: 3 })).toBe('addresses')
    expect(step(['nobody', 'asked'], { askable: ['2026-04-30 12:00:00+00'], suggested: 3 })).toBe('speakers')
    expect(step(['asked'], { askable: ['2026-04-30 12:00:00+00'], suggested: 3 })).toBe('plan')
    expect(step(['expected'], { askable: [null], unreached: 1, suggested: 3, mayRemind: false })).toBe('wait')
  })

  it('ends with minutes, or with nothing left to do', () => {
    expect(step(['published'], { minutes: 2 })).toBe('minutes')
    expect(step(['published', 'none', 'declined'])).toBe('done')
    expect(step(['none'])).toBe('expect')
    expect(step([])).toBe('expect')
  })
})

describe('minutes', () => {
  it('are missing until what stands is approved', () => {
    expect(lacksMinutes({ expectsMinutes: false, minutes: null })).toBe(false)
    expect(lacksMinutes({ expectsMinutes: true, minutes: null })).toBe(true)
    expect(lacksMinutes({ expectsMinutes: true, minutes: { state: 'draft', draftNewer: false } })).toBe(true)
    expect(lacksMinutes({ expectsMinutes: true, minutes: { state: 'approved', draftNewer: true } })).toBe(true)
    expect(lacksMinutes({ expectsMinutes: true, minutes: { state: 'approved', draftNewer: false } })).toBe(false)
  })
})
