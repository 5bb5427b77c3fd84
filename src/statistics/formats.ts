/** What was counted as figures in words, for the page and the workbook alike. Pure. */
import { typeName } from '#network/organisations/rules.ts'
import { date, dateRange } from '#platform/words/dates.ts'
import { type Locale, locales, pick, spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { type Counts, type Figure, type Period, shareOf, wholeYear } from './rules.ts'

/** "2020", or from when to when. */
export function periodName(period: Period): string {
  const year = wholeYear(period)
  if (year !== null) return String(year)
  return period.from === period.to ? date(period.from) : dateRange(period.from, period.to)
}

/** How many bars a chart holds. */
export const CHART_LARGEST = 12

interface Both {
  readonly now: Counts
  readonly before: Counts
  /** As they are called. */
  readonly period: string
  readonly earlier: string
}

const percent = (share: number | null): string => (share === null ? '–' : `${share} %`)
const number = (n: number | null): number | string => n ?? '–'

export function figuresOf(both: Both): Figure[] {
  return [meetings, attendance, organisations, registrations, questions, actions, languages].map((figure) => figure(both))
}

/** Whether there is anything to show at all. */
export const isEmpty = ({ meetings, actions }: Counts): boolean =>
  Object.values(meetings).every(({ n }) => n === 0) && Object.values(actions).every((n) => n === 0)

function meetings({ now, before, period, earlier }: Both): Figure {
  const forms = [
    { id: 'onsite', label: m.statistics_meetings_onsite() },
    { id: 'online', label: m.statistics_meetings_online() },
    { id: 'mixed', label: m.statistics_meetings_mixed() },
  ] as const
  const sum = (of: Counts, what: 'n' | 'hours') => forms.reduce((total, { id }) => total + of.meetings[id][what], 0)
  return {
    id: 'meetings',
    title: m.statistics_meetings(),
    how: m.statistics_meetings_how(),
    headings: [
      m.statistics_meetings_form(),
      m.statistics_meetings_n({ period }),
      m.statistics_meetings_n({ period: earlier }),
      m.statistics_meetings_hours({ period }),
      m.statistics_meetings_hours({ period: earlier }),
    ],
    rows: [
      ...forms.map(({ id, label }) => ({
        label,
        cells: [now.meetings[id].n, before.meetings[id].n, now.meetings[id].hours, before.meetings[id].hours],
      })),
      {
        label: m.statistics_total(),
        cells: [sum(now, 'n'), sum(before, 'n'), sum(now, 'hours'), sum(before, 'hours')],
        total: true,
      },
    ],
    chart: {
      unit: '',
      bars: forms.map(({ id, label }) => ({ label, now: now.meetings[id].n, before: before.meetings[id].n })),
    },
  }
}

function attendance({ now, before, period, earlier }: Both): Figure {
  const keyOf = (one: Counts['attendance'][number]) => JSON.stringify(one.place)
  const earlierOf = new Map(before.attendance.map((one) => [keyOf(one), one]))
  const places = new Map(
    [...now.attendance, ...before.attendance.map((one) => ({ ...one, n: 0, online: 0 }))]
      .reverse()
      .map((one) => [keyOf(one), one]),
  )
  const rows = [...places.values()]
    .sort((a, b) => b.n - a.n)
    .map((one) => {
      const place = said(one.place)
      const name = place.text || m.statistics_attendance_unknown()
      const was = earlierOf.get(keyOf(one))
      return {
        label: one.number ? `${name} (${one.number})` : name,
        lang: place.lang,
        n: one.n,
        was: was?.n ?? 0,
        online: one.online,
      }
    })
  const sum = (what: 'n' | 'was' | 'online') => rows.reduce((total, row) => total + row[what], 0)
  return {
    id: 'attendance',
    title: m.statistics_attendance(),
    how: m.statistics_attendance_how(),
    headings: [
      m.statistics_attendance_place(),
      m.statistics_attendance_n({ period }),
      m.statistics_attendance_n({ period: earlier }),
      m.statistics_attendance_online({ period }),
    ],
    rows: [
      ...rows.map(({ label, lang, n, was, online }) => ({ label, lang, cells: [n, was, online] })),
      ...(rows.length > 0 ? [{ label: m.statistics_total(), cells: [sum('n'), sum('was'), sum('online')], total: true }] : []),
    ],
    chart: { unit: '', bars: rows.map(({ label, lang, n, was }) => ({ label, lang, now: n, before: was })) },
  }
}

function organisations({ now, before, period, earlier }: Both): Figure {
  const rows = now.organisations.map(({ type, all, represented }) => {
    const was = before.organisations.find((one) => one.type === type)?.represented ?? 0
    return { label: typeName(type), all, represented, was }
  })
  const sum = (what: 'all' | 'represented' | 'was') => rows.reduce((total, row) => total + row[what], 0)
  const cells = (row: { all: number; represented: number; was: number }) => [
    row.all,
    row.represented,
    percent(shareOf(row.represented, row.all)),
    percent(shareOf(row.was, row.all)),
  ]
  const total = { all: sum('all'), represented: sum('represented'), was: sum('was') }
  return {
    id: 'organisations',
    title: m.statistics_organisations(),
    how: m.statistics_organisations_how(),
    headings: [
      m.statistics_organisations_type(),
      m.statistics_organisations_all(),
      m.statistics_organisations_n({ period }),
      m.statistics_share_of({ period }),
      m.statistics_share_of({ period: earlier }),
    ],
    rows: [
      ...rows.map((row) => ({ label: row.label, cells: cells(row) })),
      ...(rows.length > 0 ? [{ label: m.statistics_total(), cells: cells(total), total: true }] : []),
    ],
    chart: {
      unit: ' %',
      bars: rows.map((row) => ({
        label: row.label,
        now: shareOf(row.represented, row.all) ?? 0,
        before: shareOf(row.was, row.all) ?? 0,
      })),
    },
  }
}

function registrations({ now, before, earlier }: Both): Figure {
  const sum = (of: Counts) =>
    of.registrations.reduce(
      (total, one) => ({
        registered: total.registered + one.registered,
        came: total.came + one.came,
        cameRegistered: total.cameRegistered + one.cameRegistered,
      }),
      { registered: 0, came: 0, cameRegistered: 0 },
    )
  const cells = (one: Omit<Counts['registrations'][number], 'title'>) => [
    one.registered,
    one.came,
    percent(shareOf(one.cameRegistered, one.registered)),
  ]
  const all = sum(now)
  const some = all.registered + all.came > 0
  return {
    id: 'registrations',
    title: m.statistics_registrations(),
    how: m.statistics_registrations_how(),
    headings: [
      m.statistics_registrations_meeting(),
      m.statistics_registrations_n(),
      m.statistics_registrations_came(),
      m.statistics_registrations_came_of(),
    ],
    rows: some
      ? [
          ...now.registrations.map((one) => ({ label: said(one.title).text, lang: said(one.title).lang, cells: cells(one) })),
          { label: m.statistics_total(), cells: cells(all), total: true },
          { label: m.statistics_registrations_before({ period: earlier }), cells: cells(sum(before)), total: true },
        ]
      : [],
    chart: {
      unit: '',
      bars: [
        { label: m.statistics_registrations_n(), now: all.registered, before: sum(before).registered },
        { label: m.statistics_registrations_came(), now: all.came, before: sum(before).came },
      ],
    },
  }
}

function questions({ now, before, period, earlier }: Both): Figure {
  const asked = { label: m.statistics_questions_asked(), now: now.questions.asked, before: before.questions.asked }
  const answered = { label: m.statistics_questions_answered(), now: now.questions.answered, before: before.questions.answered }
  return {
    id: 'questions',
    title: m.statistics_questions(),
    how: m.statistics_questions_how(),
    headings: [m.statistics_questions_what(), period, earlier],
    rows:
      asked.now + asked.before === 0
        ? []
        : [
            ...[asked, answered].map((one) => ({ label: one.label, cells: [one.now, one.before] })),
            { label: m.statistics_questions_days(), cells: [number(now.questions.days), number(before.questions.days)] },
          ],
    chart: { unit: '', bars: [asked, answered] },
  }
}

function actions({ now, before, period, earlier }: Both): Figure {
  const kinds = [
    { id: 'inTime', label: m.statistics_actions_in_time() },
    { id: 'late', label: m.statistics_actions_late() },
    { id: 'open', label: m.statistics_actions_open() },
    { id: 'ended', label: m.statistics_actions_ended() },
  ] as const
  const due = (of: Counts) => kinds.reduce((total, { id }) => total + of.actions[id], 0)
  const cells = (a: number, b: number) => [a, percent(shareOf(a, due(now))), b, percent(shareOf(b, due(before)))]
  return {
    id: 'actions',
    title: m.statistics_actions(),
    how: m.statistics_actions_how(),
    headings: [
      m.statistics_actions_what(),
      m.statistics_actions_n({ period }),
      m.statistics_share_of({ period }),
      m.statistics_actions_n({ period: earlier }),
      m.statistics_share_of({ period: earlier }),
    ],
    rows:
      due(now) + due(before) === 0
        ? []
        : [
            ...kinds.map(({ id, label }) => ({ label, cells: cells(now.actions[id], before.actions[id]) })),
            { label: m.statistics_actions_due(), cells: cells(due(now), due(before)), total: true },
          ],
    chart: { unit: '', bars: kinds.map(({ id, label }) => ({ label, now: now.actions[id], before: before.actions[id] })) },
  }
}

function languages({ now, before, period, earlier }: Both): Figure {
  const of = (counts: Counts, locale: Locale) => counts.languages[locale].minutes + counts.languages[locale].texts
  const all = (counts: Counts) => locales.reduce((total, locale) => total + of(counts, locale), 0)
  const share = (counts: Counts, locale: Locale) => shareOf(of(counts, locale), all(counts))
  return {
    id: 'languages',
    title: m.statistics_languages(),
    how: m.statistics_languages_how(),
    headings: [
      m.statistics_languages_which(),
      m.statistics_languages_minutes({ period }),
      m.statistics_languages_texts({ period }),
      m.statistics_share_of({ period }),
      m.statistics_share_of({ period: earlier }),
    ],
    rows:
      all(now) + all(before) === 0
        ? []
        : locales.map((locale) => ({
            label: capitalised(languageName(locale)),
            cells: [
              now.languages[locale].minutes,
              now.languages[locale].texts,
              percent(share(now, locale)),
              percent(share(before, locale)),
            ],
          })),
    chart: {
      unit: ' %',
      bars: locales.map((locale) => ({
        label: capitalised(languageName(locale)),
        now: share(now, locale) ?? 0,
        before: share(before, locale) ?? 0,
      })),
    },
  }
}

/** What people wrote, with its language where that is not the page's. */
function said(words: Words | null): { text: string; lang?: Locale } {
  const found = pick(words, localeNow())
  if (!found) return { text: '' }
  return found.lang === spokenTo(localeNow()) ? { text: found.text } : found
}

const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

const capitalised = (text: string): string => text[0]!.toLocaleUpperCase('nb') + text.slice(1)
