import { describe, expect, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import type { Words } from '#platform/words/text.ts'
import { isSameMatter } from './rules.ts'

const item = (title: Words, matterId: string | null = null) => ({ title, matterId })

describe('the same matter at the meeting before', () => {
  it('is called the same, whatever signs and capitals, in any language', () => {
    expect(isSameMatter(item({ nb: 'Om E-bøker' }), item({ nb: 'Om e-bøker.' }))).toBe(true)
    expect(isSameMatter(item({ nb: 'E-bøker', en: 'Budget' }), item({ en: 'budget' }))).toBe(true)
    expect(isSameMatter(item({ nb: 'Om E-bøker' }), item({ nb: 'Om E-bøker og lyd' }))).toBe(false)
    expect(isSameMatter(item({ nb: '' }), item({ nb: '' }))).toBe(false)
  })

  it('is one that is followed as one, whatever it is called', () => {
    const one = newId()
    expect(isSameMatter(item({ nb: 'Ny' }, one), item({ nb: 'Gammel' }, one))).toBe(true)
    expect(isSameMatter(item({ nb: 'Ny' }, one), item({ nb: 'Gammel' }, newId()))).toBe(false)
  })

  it('is all of it where its minutes are approved', () => {
    expect(isSameMatter(item({ nb: 'Godkjenning av referat' }), item({ nb: 'Noe annet' }))).toBe(true)
  })
})
