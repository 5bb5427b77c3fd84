/** What a feed says, in one language, before it is written down in any form. The language is the one in force (`inLocale`). */
import { fileFacts } from '#materials/rules.ts'
import { itemPath } from '#meeting/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import { dateRange, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { isToldOfPlan, planText, planTitle } from '../../news/rules.ts'
import type { FeedEntry } from '../reads.ts'
import { type FeedForm, feedPath, later, urnOf } from '../rules.ts'

export interface Feed {
  readonly id: string
  readonly title: string
  /** Whose it is. */
  readonly author: string
  /** The page it is of, and its own address in a form; both whole. */
  readonly page: string
  readonly self: (form: FeedForm) => string
  readonly locale: Locale
  readonly updated: string
  readonly posts: readonly Post[]
}

export interface Post {
  readonly id: string
  readonly url: string
  readonly title: string
  /** A few lines; empty where the title says it all. */
  readonly text: string
  /** The language of what it leads to, where it is not the feed's. */
  readonly lang: Locale | null
  readonly by: readonly string[]
  readonly published: string
  readonly updated: string
  /** A file or an address to be read beside the page. */
  readonly attachment: { readonly url: string; readonly mediaType: string; readonly size: number } | null
}

/** What a feed is of; `id` is its uuid, `path` the page's. */
export interface FeedOf {
  readonly id: string
  readonly name: Words
  readonly path: string
  /** When it came to be, for a feed with nothing in it. */
  readonly since: string
}

/** @param baseUrl where the site is found */
export function feedOf(of: FeedOf, network: NetworkRow, entries: readonly FeedEntry[], baseUrl: string): Feed {
  const posts = entries.flatMap((entry) => postOf(entry, network, baseUrl) ?? [])
  const locale = localeNow()
  const newest = entries.map((entry) => entry.updatedAt).reduce(later, instantOf(of.since))
  return {
    id: urnOf(of.id),
    title: m.notices_feed_of({ name: textOf(of.name) }),
    author: textOf(network.name),
    page: baseUrl + of.path,
    // In this language, whoever asks the next time.
    self: (form) => `${baseUrl}${feedPath(of.path, form)}?lang=${locale}`,
    locale,
    updated: newest.toString(),
    posts,
  }
}

/** Null for what nobody is told of. */
function postOf(entry: FeedEntry, network: NetworkRow, baseUrl: string): Post | null {
  const said = wordsOf(entry)
  if (!said) return null
  const path = `/${network.slug}/${entry.meeting.slug}`
  const { about } = entry
  return {
    id: urnOf(entry.id),
    url: baseUrl + (entry.item ? itemPath(path, entry.item, entry.meeting.locale) : path),
    by: [],
    lang: null,
    ...said,
    published: entry.publishedAt.toString(),
    updated: entry.updatedAt.toString(),
    attachment:
      about.kind === 'material' && about.file
        ? { url: baseUrl + about.material.href, mediaType: about.file.mediaType, size: about.file.size }
        : null,
  }
}

/** "Presentasjon: Lysbilder om e-bøker", and of what it is. */
function wordsOf({ about, item, meeting }: FeedEntry): (Pick<Post, 'title' | 'text'> & Partial<Post>) | null {
  const where = [textOf(item?.title), textOf(meeting.title)].filter(Boolean).join(' · ')
  if (about.kind === 'material') {
    const { material, file } = about
    return {
      title: `${kinds[material.kind]()}: ${textOf(material.title)}`,
      text: lines(where, textOf(material.description), file && fileFacts(file)),
      lang: differing(material.locale),
      by: about.by,
    }
  }
  if (about.kind === 'minutes')
    return {
      title: m.notices_minutes_of({ title: textOf(item?.title) }),
      text: lines(
        textOf(meeting.title),
        about.state === 'approved' ? m.notices_minutes_approved() : m.notices_minutes_draft(),
        ...about.decisions.map((decision) => m.notices_feed_decision({ decision })),
      ),
      lang: differing(about.locale),
      by: about.by ? [about.by] : [],
    }
  if (about.kind === 'plan') {
    if (!isToldOfPlan(about.status)) return null
    return {
      title: `${planTitle(about.status)}: ${textOf(meeting.title)}`,
      text: lines(planText(about.status, about.last ? datesOf(meeting) : ''), textOf(about.reason)),
    }
  }
  const dates = datesOf(meeting)
  return {
    title: textOf(meeting.title),
    text: lines(dates ? m.notices_announced({ date: dates }) : m.notices_announced_undated(), textOf(meeting.summary)),
  }
}

const kinds = {
  presentation: m.notices_a_presentation,
  paper: m.notices_paper,
  link: m.notices_a_link,
  recording: m.notices_a_recording,
}

const textOf = (words: Words | null | undefined): string => pick(words, localeNow())?.text ?? ''
const differing = (locale: Locale | null): Locale | null => (locale === localeNow() ? null : locale)
const lines = (...all: readonly (string | null)[]): string => all.filter(Boolean).join('\n')

/** "29.–30. april 2020"; empty while no date is known. */
function datesOf({ startsAt, endsAt, timezone }: FeedEntry['meeting']): string {
  if (startsAt === null) return ''
  const from = wall(startsAt, timezone).date
  // An end at midnight belongs to the day before it.
  const last = endsAt && endsAt > startsAt ? wall(instantOf(endsAt).subtract({ minutes: 1 }).toString(), timezone).date : from
  return dateRange(from, last)
}
