/** A package for the archive: who may have one made, and what it is called inside. Pure. */
import { mayEdit } from '#meeting/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { archivePackage } from '../tables.ts'

export type PackageRow = typeof archivePackage.$inferSelect

/** Those who answer for the meeting hand it over: the package holds all of it, also what is for few. */
export const mayPackage = mayEdit

/** Whoever works on it says so with every file; so long after the last word nobody does. */
const DEAD_AFTER_MINUTES = 10

/** Whether one is being made. */
export const isUnderWay = ({ state, at }: Pick<PackageRow, 'state' | 'at'>, now: Temporal.Instant): boolean =>
  (state === 'waiting' || state === 'working') && instantOf(at).until(now).total('minutes') < DEAD_AFTER_MINUTES

/** How a document lies in the package: as PDF/A, or as it came and why. */
export type Kept = 'pdfa' | 'not_convertible' | 'no_office' | 'failed' | 'too_large' | 'infected'

/** A name that every system takes, after one that people gave. @param number makes it unlike all others */
export function nameInside(number: number, fileName: string, ending?: string): string {
  const [, stem = fileName, own = ''] = /^(.+)\.([A-Za-z0-9]{1,8})$/s.exec(fileName) ?? []
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replaceAll(/[æÆ]/g, 'ae')
      .replaceAll(/[øØ]/g, 'o')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60)
  const last = ending ?? own.toLowerCase()
  return `${String(number).padStart(3, '0')}-${plain(stem) || 'fil'}${last && `.${last}`}`
}
