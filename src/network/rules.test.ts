import { describe, expect, it } from 'vitest'
import { mayLieUnder } from './organisations/rules.ts'
import { mayStepDown, networkSlug } from './rules.ts'
import { type Settings, settingsVersion } from './settings/rules.ts'

describe('an address of a network', () => {
  it.each(['nord', 'troms-og-finnmark', 'a2', 'x'.repeat(60)])('may be %s', (slug) => expect(networkSlug(slug)).toBe('yes'))
  it.each(['', 'a', 'Nord', '2nord', 'nord-', 'no--rd', 'nørd', 'nord.html', 'x'.repeat(61)])('may not be %s', (slug) =>
    expect(networkSlug(slug)).toBe('network_slug_form'),
  )
  it.each(['sign-in', 'me', 'assets', 'outbox', 'networks', 'files', 'healthz', 'search'])('is taken: %s', (slug) =>
    expect(networkSlug(slug)).toBe('network_slug_reserved'),
  )
})

describe('the last owner', () => {
  it('cannot step down, others can', () => {
    expect(mayStepDown('owner', null, 1)).toBe('network_last_owner')
    expect(mayStepDown('owner', 'organiser', 1)).toBe('network_last_owner')
    expect(mayStepDown('owner', 'owner', 1)).toBe('yes')
    expect(mayStepDown('owner', null, 2)).toBe('yes')
    expect(mayStepDown('member', null, 1)).toBe('yes')
  })
})

describe('organisations under organisations', () => {
  const parents = new Map([
    ['county', null],
    ['municipality', 'county'],
    ['library', 'municipality'],
  ])
  it('never make a ring', () => {
    expect(mayLieUnder('library', 'county', parents)).toBe('yes')
    expect(mayLieUnder('new', 'library', parents)).toBe('yes')
    expect(mayLieUnder('county', 'library', parents)).toBe('network_org_parent_wrong')
    expect(mayLieUnder('county', 'county', parents)).toBe('network_org_parent_wrong')
    expect(mayLieUnder('county', 'elsewhere', parents)).toBe('network_org_parent_wrong')
  })
})

describe('the version of settings', () => {
  const settings: Settings = {
    name: { nb: 'A', nn: 'B' },
    description: null,
    locale: 'nb',
    timezone: 'Europe/Oslo',
    accessibilityUrl: null,
    contact: null,
    privacyUrl: null,
    quietMinutes: 30,
    decisionNumbers: 'year',
    licence: null,
  }
  it('is the same for the same, whatever the order of languages, and another for another', () => {
    expect(settingsVersion({ ...settings, name: { nn: 'B', nb: 'A' } })).toBe(settingsVersion(settings))
    for (const change of [
      { name: { nb: 'A' } },
      { contact: 'a@b.no' },
      { privacyUrl: 'a@b.no' },
      { description: { nb: 'x' } },
      { quietMinutes: 31 },
      { decisionNumbers: 'meeting' },
    ] as Partial<Settings>[])
      expect(settingsVersion({ ...settings, ...change })).not.toBe(settingsVersion(settings))
  })
})
