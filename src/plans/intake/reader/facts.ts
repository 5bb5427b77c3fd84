/** What the words of a measure say of it besides what it is: in brackets, behind dashes, at the end. */
import type { MeasureStateWord, Period } from '../rules.ts'
import { findPeriod } from './periods.ts'
import { factsIn, looksLikeOwner, type Said, stateOf, trimmed } from './words.ts'

interface Facts {
  owner?: string
  from?: string | null
  to?: string | null
  state?: MeasureStateWord
}

export interface MeasureWords {
  readonly text: string
  readonly facts: Facts
  /** What was said with its name, and is to be taken as anything said below the line. */
  readonly said: readonly Said[]
  /** Sentences behind the first of a long text. */
  readonly rest: readonly string[]
  /** Whether it says who or when. */
  readonly sure: boolean
}

interface Around {
  readonly around: Period
  readonly known: ReadonlySet<string>
}

export function measureFrom(given: string, at: Around): MeasureWords {
  const { rest, facts: said } = factsIn(given)
  const facts: Facts = {}
  let text = rest
  const brackets = /\s*[([]([^()[\]]{2,160})[)\]]\s*\.?$/u.exec(text)
  if (brackets && take(brackets[1]!.split(/\s*[;,]\s*/u), facts, at)) text = text.slice(0, brackets.index).trim()
  text = withoutTail(text, facts, at)
  text = withoutDeadline(text, facts, at)
  const [first, behind] = sentences(text)
  return { text: first, facts, said, rest: behind, sure: said.length > 0 || Object.keys(facts).length > 0 }
}

/** All of them, or none: half understood is left as it was written. */
function take(parts: readonly string[], facts: Facts, at: Around): boolean {
  const found: Facts = {}
  for (const part of parts) {
    const [said] = factsIn(part).facts
    const words = said?.value ?? part
    const state = stateOf(words)
    const period = findPeriod(words, at.around, said?.fact === 'due' || said?.fact === 'start' ? said.fact : 'period')
    if (said?.fact === 'owner' || said?.fact === 'partner' || (!period && !state && looksLikeOwner(words, at.known)))
      found.owner = ownerWords(found.owner ?? null, words)
    else if (period && words.length - (period.end - period.at) < 4) {
      if (period.from) found.from = period.from
      if (period.to) found.to = period.to
    } else if (state) found.state = state
    else return false
  }
  Object.assign(facts, found)
  return true
}

/** "Lage oversikt – Fylkesbiblioteket – 2021": as much from the end as can be understood. */
function withoutTail(text: string, facts: Facts, at: Around): string {
  const parts = text.split(/\s+[–—-]\s+|\s*;\s+|\s+\/\s+/u)
  let kept = parts.length
  while (kept > 1 && take([parts[kept - 1]!], facts, at)) kept--
  if (kept === parts.length) return text
  const end = parts.slice(kept).join('')
  const at_ = text.lastIndexOf(parts[kept]!, text.length - end.length + parts[kept]!.length - 1)
  return trimmed(text.slice(0, at_ < 0 ? text.length : at_))
}

const BY = /[\s,]+(?:(?:innen|innan|senest|seinast|by|before|before the end of|i løpet av|during)\s.{3,40})$/iu

/** "… innan 1. juni 2021" at the end is when, and no part of what. */
function withoutDeadline(text: string, facts: Facts, at: Around): string {
  const m = BY.exec(text)
  if (!m) return text
  const tail = m[0].replace(/^[\s,]+/, '').replace(/\.$/, '')
  const found = findPeriod(tail, at.around)
  if (!found || found.end !== tail.length) return text
  if (found.from) facts.from = found.from
  if (found.to) facts.to = found.to
  return trimmed(text.slice(0, m.index))
}

const LONG = 170
function sentences(text: string): [string, string[]] {
  const m = text.length > LONG ? /^.{20,170}?[.!?](?=\s+\p{Lu})/su.exec(text) : null
  return m ? [m[0], [text.slice(m[0].length).trim()]] : [text, []]
}

/** Owners as they are named, one after the other. */
export const ownerWords = (before: string | null, more: string): string =>
  before && before !== more ? `${before}, ${more}` : more
