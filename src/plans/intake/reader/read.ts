/**
 * A plan as people write them, read: title, period, goals and measures with who, when and how far they have come, indicators.
 * What is none of it is kept as a description of what stands above, and marked.
 */

import { keysOf } from '#programme/intake/reader/keys.ts'
import type { LaidLine } from '#programme/reader/laid.ts'
import type { Period, ReadEntry, ReadPlan, Role } from '../rules.ts'
import { measureFrom, ownerWords } from './facts.ts'
import { columnsOf } from './grid.ts'
import { kindsIn, lookOf } from './kinds.ts'
import { type PlanLine, planLines } from './lines.ts'
import { findPeriod } from './periods.ts'
import { type Draft, rowOf, type Use } from './rows.ts'
import { factsIn, isAround, isFrame, listOf, markOf, namesPlan, type Said, stateOf } from './words.ts'

/** @param names of the network's organisations and people: they are owners wherever they stand */
export function readPlan(given: string | readonly LaidLine[], names: readonly string[] = []): ReadPlan {
  const lines = planLines(given)
  const known = new Set(names.map((name) => name.toLowerCase()))
  const uses: Use[] = lines.map(() => 'about')
  const title = titleOf(lines)
  const period = periodOf(lines, title)
  if (title) uses[title.n - 1] = 'title'
  for (const n of period.lines) uses[n - 1] = 'period'
  const drafts = walk(lines, {
    title,
    skip: new Set([...(title ? [title.n] : []), ...period.lines]),
    around: period,
    known,
    uses,
  })
  const keys = keysOf(lines.map((line) => line.raw))
  const seen = new Map<number, number>()
  const entries = ranked(drafts).map(({ rank: _, ...one }): ReadEntry => {
    const nth = (seen.get(one.line) ?? 0) + 1
    seen.set(one.line, nth)
    if (nth === 1 || uses[one.line - 1] === 'about') uses[one.line - 1] = one.as
    return { key: nth === 1 ? keys[one.line - 1]! : `${keys[one.line - 1]}.${nth}`, ...one }
  })
  return {
    title: title ? titleWords(title.text) : null,
    from: period.from,
    to: period.to,
    entries,
    lines: lines.map((line, i) => ({ text: line.raw, as: uses[i]! })),
  }
}

function titleOf(lines: readonly PlanLine[]): PlanLine | null {
  const first = lines.slice(0, 6).filter((line) => !markOf(line.text) && !isAround(line.text))
  const head = first.filter((line) => line.shape !== 'row')
  // The first row of a sheet with nothing else in it.
  const row = first.find((line) => line.row?.cells.filter((cell) => cell.text !== '').length === 1)
  return (
    head.find((line) => line.shape !== 'bullet' && namesPlan(line.text) && !isFrame(line.text)) ??
    head.find((line) => line.shape === 'heading' && line.level === 1) ??
    (head[0]?.n === 1 && (head[0].shape === 'text' || head[0].shape === 'heading') && head[0].text.length < 120
      ? head[0]
      : null) ??
    (row && namesPlan(row.text) ? row : null)
  )
}

/** "Handlingsplan 2020–2023" keeps its years: it is what people call it. */
const titleWords = (text: string): string => text.replace(/[\s:]+$/u, '').trim()

function periodOf(lines: readonly PlanLine[], title: PlanLine | null): Period & { readonly lines: readonly number[] } {
  const own = title && findPeriod(title.text, null)
  const whole = (one: Period | null) => one?.from && one.to
  for (const line of lines.slice(0, 12)) {
    if (line === title || line.shape === 'row') continue
    if (markOf(line.text) || (line.shape === 'bullet' && !/period/i.test(line.text))) break
    const labelled = /^(?:plan)?period(?:e|en)?\s*:|^gjeld(?:er|ande)?(?:\s+(?:for|perioden))?\b|^planperiode|^period\b/iu.test(
      line.text,
    )
    const found = findPeriod(line.text, null)
    if (found && (labelled || (line.text.length - (found.end - found.at) < 4 && line.n <= (title?.n ?? 0) + 2)))
      return { from: found.from, to: found.to, lines: [line.n] }
  }
  return { from: whole(own) ? own!.from : null, to: whole(own) ? own!.to : null, lines: [] }
}

interface Around {
  readonly title: PlanLine | null
  readonly skip: ReadonlySet<number>
  readonly around: Period
  readonly known: ReadonlySet<string>
  readonly uses: Use[]
}

function walk(lines: readonly PlanLine[], at: Around): Draft[] {
  const out: Draft[] = []
  const kinds = kindsIn(lines, at.title?.n ?? null)
  const columns = columnsOf(lines, at.known)
  const cells = { goal: '', sub: '' }
  let list: ReturnType<typeof listOf> = null
  let around = false
  const add = (line: PlanLine, as: Role, text: string, sure = true, rank?: Draft['rank']): Draft => {
    const made: Draft = {
      line: line.n,
      as,
      text: as === 'plan' || as === 'about' ? text.replace(/\s+/g, ' ').trim() : wording(text),
      from: null,
      to: null,
      owner: null,
      state: null,
      sure,
      ...(rank && { rank }),
    }
    if (made.text !== '') out.push(made)
    return made
  }
  const measure = (line: PlanLine, text: string) => {
    const read = measureFrom(text, at)
    const made = add(line, 'measure', read.text)
    Object.assign(made, read.facts)
    for (const said of read.said) state(line, said)
    for (const rest of read.rest) add(line, 'about', rest)
    return made
  }
  const last = () => out.findLast((one) => one.as === 'measure' || one.as === 'goal')
  /** Says something of what stands above. */
  function state(line: PlanLine, said: Said): void {
    if (said.value === '') {
      list = said.fact === 'indicator' ? 'indicators' : list
      return
    }
    if (said.fact === 'indicator') {
      for (const one of said.value.split(/\s*[;\n]\s*/)) if (one) add(line, 'indicator', one)
      return
    }
    const of = last()
    if (of?.as === 'measure' && apply(of, said, at.around)) return
    add(line, of ? 'about' : 'plan', `${said.label}: ${said.value}`)
  }
  for (const line of lines) {
    if (at.skip.has(line.n) || line.text === '') continue
    if (line.row) {
      around = false
      rowOf(line, columns.get(line.row.table)!, { add, measure, state, cells, uses: at.uses })
      continue
    }
    const mark = markOf(line.text)
    const begins = listOf(line.text)
    if (!mark && begins && line.shape !== 'bullet') {
      list = begins
      around = false
      add(line, 'skip', line.text)
    } else if (mark) {
      around = false
      list = mark.mark === 'measure' ? null : list === 'goals' ? list : null
      if (mark.mark === 'measure') measure(line, mark.rest || line.text)
      else add(line, 'goal', mark.rest || line.text, true, mark.mark === 'goal' ? undefined : mark.mark)
    } else if (line.shape !== 'bullet' && isAround(line.text)) {
      around = true
      list = null
      add(line, line.text.length > 35 ? 'plan' : 'skip', line.text)
    } else if (line.shape === 'heading' && isFrame(line.text)) {
      around = false
      list = null
      add(line, 'skip', line.text)
    } else if (around && lookOf(line) !== kinds.goal) add(line, 'plan', line.text)
    else if (
      kinds.measure !== null &&
      lookOf(line) === kinds.measure &&
      list !== 'indicators' &&
      factsIn(line.text).rest !== ''
    ) {
      around = false
      measure(line, line.text)
    } else if (kinds.goal !== null && lookOf(line) === kinds.goal) {
      around = false
      list = null
      add(line, 'goal', line.text)
    } else if (line.shape === 'heading') {
      list = null
      add(line, out.some((one) => one.as === 'measure') ? 'about' : 'plan', line.text, false)
    } else listed(line)
  }
  return out

  /** What no mark and no shape tells of. */
  function listed(line: PlanLine): void {
    const { rest, facts } = factsIn(line.text)
    if (rest === '' && facts.length > 0) {
      at.uses[line.n - 1] = 'fact'
      for (const said of facts) state(line, said)
      return
    }
    if (list === 'indicators') add(line, 'indicator', line.text)
    else if (list === 'measures' && kinds.measure === null) measure(line, line.text)
    else if (list === 'goals' && kinds.goal === null && line.shape !== 'text') add(line, 'goal', line.text)
    else if (kinds.loose && last() && measureFrom(line.text, at).sure) measure(line, line.text)
    else {
      const alone = rest === '' ? null : stateOf(line.text)
      const of = last()
      if (alone && of?.as === 'measure' && of.state === null) {
        of.state = alone
        at.uses[line.n - 1] = 'fact'
      } else add(line, of ? 'about' : 'plan', line.text, false)
    }
  }
}

/** @returns whether it could be taken as it was said */
function apply(of: Draft, { fact, value }: Said, around: Period): boolean {
  if (fact === 'owner' || fact === 'partner') {
    of.owner = ownerWords(of.owner, value)
    return true
  }
  if (fact === 'state') {
    const found = stateOf(value)
    if (found) of.state = found
    // More than the state itself is kept as it was said.
    return found !== null && value.length < 30 && !/[,;.]/.test(value)
  }
  if (fact !== 'due' && fact !== 'period' && fact !== 'start') return false
  const found = findPeriod(value, around, fact)
  if (!found) return false
  if (found.from) of.from = found.from
  if (found.to) of.to = found.to
  return value.length - (found.end - found.at) < 4
}

/** "Lage oversikt." → "Lage oversikt"; a full stop between sentences stays. */
const wording = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\s:;,]+$/u, '')
    .replace(/^([^.!?]{3,})\.$/u, '$1')
    .trim()

/** One main goal above goals in parts describes the plan; a part of a goal without measures of its own is a measure. */
function ranked(drafts: readonly Draft[]): Draft[] {
  const mains = drafts.filter((one) => one.rank === 'main')
  const subs = drafts.filter((one) => one.rank === 'sub')
  if (subs.length === 0) return [...drafts]
  const measured = drafts.some((one) => one.as === 'measure')
  return drafts.map((one) => {
    if (one.rank === 'main' && mains.length === 1 && measured) return { ...one, as: 'plan' }
    return one.rank === 'sub' && !measured ? { ...one, as: 'measure' } : one
  })
}
