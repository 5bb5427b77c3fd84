/** "Presentasjon og referat for 3 saker": what is new, meeting by meeting, item by item, with the way to each. */

import { said } from '#meeting/parts/said.ts'
import type { MaterialView } from '#meeting/reads.ts'
import { datesOf } from '#meeting/standing/rules.ts'
import { type LetterPart, type LetterRow, letter } from '#platform/mail/letter.tsx'
import { clock, dateRange, list } from '#platform/words/dates.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { followingLink } from '../link/rules.ts'
import { isToldOfPlan, planText, planTitle } from '../news/rules.ts'
import type { MeetingTidings, Receiver } from './reads.ts'
import type { Letter } from './writes.ts'

/** @param site where the links lead and what they are signed with */
export function digestLetter(
  { follower, network, locale }: Receiver,
  tidings: readonly MeetingTidings[],
  site: { readonly baseUrl: string; readonly secret: string },
): Letter {
  const following = site.baseUrl + followingLink(site.secret, follower)
  const one = tidings.length === 1 ? tidings[0]! : null
  return inLocale(locale, () => {
    const title = one ? titleOf(one) : m.notices_mail_meetings({ count: tidings.length })
    const written = letter({
      locale,
      subject: one ? `${title}: ${said(one.view.meeting.title).text}` : `${title}: ${said(network.name).text}`,
      kicker: one ? said(one.view.meeting.title).text : said(network.name).text,
      title,
      parts: tidings.flatMap((each) => [...(one ? [] : [headingOf(each)]), ...partsOf(each, site.baseUrl)]),
      foot: m.notices_mail_foot({ network: said(network.name).text }),
      ways: [
        { label: m.notices_mail_ways(), href: following },
        { label: m.notices_mail_stop(), href: `${following}/stop` },
      ],
    })
    return {
      ...written,
      headers: {
        // RFC 8058: mail programs show a button of their own, and post to the address themselves.
        'List-Unsubscribe': `<${following}/stop>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }
  })
}

/** What is new in one meeting, in one line: the change of plan before all else. */
function titleOf({ plan, announced, items, papers }: MeetingTidings): string {
  if (plan && isToldOfPlan(plan.status)) return planTitle(plan.status)
  if (announced) return m.notices_title_announced()
  const kinds = [...items.flatMap((one) => one.materials), ...papers].map((one) => one.kind)
  const minutes = items.some((one) => one.minutes !== null) ? [m.notices_some_minutes()] : []
  const what = list([...[...new Set(kinds)].map((kind) => some[kind]()), ...minutes])
  const capital = what.charAt(0).toLocaleUpperCase() + what.slice(1)
  return items.length === 0 ? capital : m.notices_title_items({ what: capital, count: items.length })
}

const some = {
  presentation: m.notices_some_presentation,
  paper: m.notices_some_paper,
  link: m.notices_some_link,
  recording: m.notices_some_recording,
}

const headingOf = ({ view }: MeetingTidings): LetterPart => {
  const title = said(view.meeting.title)
  return { heading: title.text, lang: title.lang }
}

function partsOf(tidings: MeetingTidings, baseUrl: string): LetterPart[] {
  const { view, items, papers, announced } = tidings
  const plan = planLine(tidings)
  const dates = datesOf(view)
  const rows: LetterRow[] = [
    ...papers.map((one) => ({ term: m.notices_paper(), text: said(one.title).text, href: absolute(one.href, baseUrl) })),
    ...items.map(({ item, materials, minutes }) => ({
      // A part has no time of its own.
      term: item.start ? clock(item.start) : m.notices_item(),
      text: said(item.title).text,
      lang: said(item.title).lang,
      href: baseUrl + item.path,
      note: [
        ...materials.map(materialText),
        ...(minutes
          ? [minutes.state === 'approved' && !minutes.draftNewer ? m.notices_minutes_approved() : m.notices_minutes_draft()]
          : []),
      ].join(' '),
    })),
  ]
  return [
    ...(plan ? [{ text: plan }] : []),
    ...(announced
      ? [{ text: dates ? m.notices_announced({ date: dateRange(dates.from, dates.to) }) : m.notices_announced_undated() }]
      : []),
    ...(rows.length > 0 ? [{ rows }] : []),
    { button: { label: m.notices_mail_open(), href: baseUrl + view.path } },
  ]
}

/** "Presentasjon: Lysbilder om e-bøker (14 sider)." */
function materialText(one: MaterialView): string {
  const name = said(one.title).text
  const kind = {
    presentation: m.notices_a_presentation,
    paper: m.notices_paper,
    link: m.notices_a_link,
    recording: m.notices_a_recording,
  }[one.kind]()
  const pages = one.current?.pages ? ` (${m.notices_pages({ count: one.current.pages })})` : ''
  return `${kind}: ${name}${pages}.`
}

function planLine({ plan, view }: MeetingTidings): string | null {
  if (!plan || !isToldOfPlan(plan.status)) return null
  const dates = datesOf(view)
  const text = planText(plan.status, dates ? dateRange(dates.from, dates.to) : '')
  return [text, said(plan.reason).text].filter(Boolean).join(' ')
}

const absolute = (href: string, baseUrl: string) => (href.startsWith('/') ? baseUrl + href : href)
