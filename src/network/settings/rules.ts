/** What can be set of a network. Pure. */
import type { network } from '../tables.ts'

type NetworkRow = typeof network.$inferSelect

const settable = [
  'name',
  'description',
  'locale',
  'timezone',
  'accessibilityUrl',
  'contact',
  'privacyUrl',
  'quietMinutes',
  'decisionNumbers',
  'licence',
] as const
export type Settings = Pick<NetworkRow, (typeof settable)[number]>

export const settingsOf = (row: NetworkRow): Settings => Object.fromEntries(settable.map((key) => [key, row[key]])) as Settings

/** Tells two states of the settings apart: a form carries that of its making. FNV-1a over the values; it keeps nothing secret. */
export function settingsVersion(settings: Settings): string {
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' ? Object.entries(value).sort(([a], [b]) => a.localeCompare(b)) : (value ?? null)
  const text = JSON.stringify(settable.map((key) => sorted(settings[key])))
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0
  return hash.toString(36)
}
