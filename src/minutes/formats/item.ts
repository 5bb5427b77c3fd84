/** An item of a programme as minutes tell it: when, who was there, what came of it, and the text with its decisions and actions. */
import { peopleLine, type SheetRow } from '#meeting/formats/sheet.ts'
import type { ItemView, OutcomeView } from '#meeting/reads.ts'
import { date, list, wall } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import type { Presence } from '#registration/tables.ts'
import { attendingWords, factsOf } from '../facts/rules.ts'
import { looks } from '../html/rules.ts'
import { noMinutes } from '../outcome/rules.ts'
import { pictureHref } from '../pictures/rules.ts'
import type { Attendant, ItemMinutes, KeptObject, WholeMinutes } from '../whole/reads.ts'
import { type Block, bodyOf, type Part, type Picture } from './body.ts'
import type { SheetBlock, SheetItem, SheetPicture, SheetText } from './sheet.ts'

/** An item and its parts; what nobody takes minutes of stands only where somebody did. */
export function itemsFrom(item: ItemView, row: SheetRow, level: 1 | 2, whole: WholeMinutes, baseUrl: string): SheetItem[] {
  const { timezone } = whole.view.meeting
  const text = whole.texts.get(item.id)
  const minutes = text ? textFrom(text, timezone, (picture) => pictureFrom(picture, whole, baseUrl)) : null
  const parts = item.subitems.flatMap((part, i) => itemsFrom(part, row.parts[i]!, 2, whole, baseUrl))
  const links = row.links.filter((link) => link.kind !== 'minutes')
  const told = parts.filter((part) => part.minutes !== null || part.state !== null || part.links.length > 0)
  if (noMinutes.has(item.kind) && !minutes && told.length === 0 && links.length === 0) return []
  const own: SheetItem = {
    id: item.id,
    publicId: item.publicId,
    level,
    title: row.title,
    time: row.time,
    people: peopleLine(row.people),
    about: row.about,
    url: row.url,
    links,
    minutes,
    state: text
      ? stateSaid(text, timezone)
      : item.expectsMinutes
        ? m.meeting_minutes_label() + m.meeting_minutes_not_yet()
        : null,
    outcome: item.outcome && outcomeSaid(item.outcome),
    present: presentSaid(whole.presentAt.get(item.id) ?? []),
  }
  return [own, ...told]
}

export const isHere = (presence: Presence): boolean => presence === 'present' || presence === 'substitute'

function presentSaid(people: readonly Attendant[]): string | null {
  const here = people.filter((one) => isHere(one.presence))
  return here.length === 0 ? null : m.whole_present_here({ count: here.length, names: list(here.map((one) => one.name)) })
}

function outcomeSaid({ kind, to, referredTo }: OutcomeView): string {
  const said = kind === 'referred' && referredTo ? m.outcome_referred_to({ to: referredTo }) : m[`outcome_${kind}`]()
  const where = pick(to?.title, localeNow())
  return where ? `${said} ${m.outcome_to()} ${where.text}` : said
}

const approvedSaid = (when: string, name: string | null): string =>
  name === null ? m.meeting_minutes_is_approved({ date: when }) : m.whole_approved_by({ date: when, name })

function stateSaid(text: ItemMinutes, timezone: string): string {
  const state =
    text.state === 'approved' && text.approvedAt
      ? approvedSaid(date(wall(text.approvedAt, timezone).date), text.approvedBy)
      : text.state === 'proposed'
        ? m.meeting_minutes_is_proposed()
        : m.meeting_minutes_is_draft()
  return [state, text.published ? null : m.whole_unpublished()].filter(Boolean).join(' · ')
}

function textFrom(
  { document, locale, objects, amendments, number: _, ...text }: ItemMinutes,
  timezone: string,
  placed: (picture: Picture) => SheetPicture,
): SheetText | null {
  const parts = bodyOf(document)
  if (parts.length === 0) return null
  return inLocale(locale, () => ({
    ...text,
    lang: locale,
    parts: parts.map((part) => {
      if (part.kind === 'picture') return placed(part)
      return part.kind === 'block' ? blockFrom(part, objects.get(part.id)) : part
    }),
    amendments: amendments.map((one) => ({
      title: m.whole_amendment({ number: one.number, date: date(wall(one.at, timezone).date) }),
      lines: one.text.split('\n').filter((line) => line.trim() !== ''),
    })),
  }))
}

function pictureFrom(picture: Picture, { pictures }: WholeMinutes, baseUrl: string): SheetPicture {
  const row = pictures.get(picture.file)
  return {
    ...picture,
    href: `${baseUrl}${pictureHref(picture.file)}`,
    size: row ? { width: row.width, height: row.height } : null,
    said: picture.decorative ? '' : (picture.alt ?? m.whole_undescribed()),
  }
}

const sentence = (text: string): Part => ({
  kind: 'paragraph',
  lang: null,
  rtl: false,
  runs: [{ text, bold: false, italic: false, href: null }],
})

function blockFrom(block: Block, kept: KeptObject | undefined): SheetBlock {
  const label = looks[block.is].label()
  const number = block.is === 'decision' ? (kept?.number ?? null) : null
  return {
    ...block,
    // It says all it says in a sentence of its own.
    parts: block.attending ? [sentence(attendingWords({ ...block, attending: block.attending }))] : block.parts,
    number,
    owner: { personId: kept?.personId ?? null, organisationId: kept?.organisationId ?? null },
    label: number === null ? label : `${label} ${number}`,
    facts: factsOf({ ...block, kind: block.is })
      // Some terms bring their colon along.
      .map(({ term, text }) => (term === null ? text : `${term.replace(/:$/, '')}: ${text}`))
      .join(' · '),
  }
}
