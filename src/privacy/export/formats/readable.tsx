/** Everything about somebody as a page to read and print, and as data. */
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Fact, Trace, TraceKind } from '#people/traces/rules.ts'
import { dateTime } from '#platform/words/dates.ts'
import { isLocale, type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'

export interface OwnData {
  readonly name: string
  readonly at: Temporal.Instant
  readonly locale: Locale
  readonly timezone: string
  readonly traces: readonly Trace[]
}

/** For programs: the rows as they are, texts in all their languages. */
export const asJson = ({ name, at, traces }: OwnData): string =>
  `${JSON.stringify({ about: name, made: at.toString(), data: Object.fromEntries(traces.map(({ kind, rows }) => [kind, rows])) }, null, 2)}\n`

/** It is opened from a disk, where there are no style sheets of ours. */
const LOOK =
  'body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}td,th{border:1px solid;padding:.3em .5em;text-align:left;vertical-align:top}'

/** For people: a file of its own, without anything to load. */
export const asHtml = (own: OwnData): string =>
  inLocale(own.locale, () => `<!doctype html>${renderToString(<Document {...own} />)}`)

function Document({ name, at, locale, timezone, traces }: OwnData) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{m.privacy_export_title({ name })}</title>
        <style>{LOOK}</style>
      </head>
      <body>
        <h1>{m.privacy_export_title({ name })}</h1>
        <p>{m.privacy_export_made({ at: dateTime(at.toString(), timezone) })}</p>
        {traces.map((trace) => (
          <Kind key={trace.kind} {...trace} locale={locale} timezone={timezone} />
        ))}
      </body>
    </html>
  )
}

function Kind({ kind, rows, locale, timezone }: Trace & { locale: Locale; timezone: string }) {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => row[key] !== null && row[key] !== undefined)))]
  return (
    <section>
      <h2>
        {m[`privacy_kind_${kind as TraceKind}`]()} ({rows.length})
      </h2>
      <table>
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {factName(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row: Fact, i) => (
            <tr key={i}>
              {keys.map((key) => (
                <td key={key}>{shown(row[key], locale, timezone)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A fact's name in words; what a feature adds later is shown under its own. */
function factName(key: string): string {
  const say = (m as unknown as Record<string, (() => string) | undefined>)[`privacy_fact_${key}`]
  return say?.() ?? key
}

const isMoment = (value: string) => /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)
const isWords = (value: object): value is Words => {
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => isLocale(key))
}

function shown(value: unknown, locale: Locale, timezone: string): ComponentChildren {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateTime(value.toISOString(), timezone)
  if (typeof value === 'string') return isMoment(value) ? dateTime(value, timezone) : value
  if (typeof value === 'boolean') return value ? m.privacy_yes() : m.privacy_no()
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map((one, i) => <div key={i}>{shown(one, locale, timezone)}</div>)
  if (isWords(value)) return pick(value, locale)?.text ?? ''
  return Object.entries(value).map(([key, one]) => (
    <div key={key}>
      {factName(key)}: {shown(one, locale, timezone)}
    </div>
  ))
}
