/** How the transcript fell over the items: one row for each, and one for what was said between them. */
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { Share } from '../reads.ts'
import { type Span, wallOf } from '../rules.ts'

/** An item as these pages name it. */
export interface ItemName {
  readonly id: string
  readonly title: string
  /** Where it differs from the page's language. */
  readonly lang: string | undefined
}

export interface SharesProps {
  readonly base: string
  readonly items: readonly ItemName[]
  readonly shares: readonly Share[]
  readonly spans: readonly Span[]
  readonly timezone: string
  /** Whose lines are shown below: an item's id, '' for those between. */
  readonly open: string
}

export function SharesSection(props: SharesProps) {
  const { items, shares, spans, timezone, open } = props
  const planned = spans.some((span) => !span.logged)
  const byItem = new Map(shares.map((share) => [share.itemId, share]))
  // Of an item that is in another meeting by now, or gone: what was said in it is between the others here.
  const strange = shares.filter((share) => share.itemId !== null && !items.some((item) => item.id === share.itemId))
  const rows = items.flatMap((item) => {
    const share = byItem.get(item.id)
    const on = spans.filter((span) => span.itemId === item.id)
    return share || on.length > 0 ? [{ ...item, share, on }] : []
  })
  const between = byItem.get(null)
  return (
    <Section id="items" title={m.transcript_items()}>
      <p>
        {planned
          ? spans.some((span) => span.logged)
            ? m.transcript_some_planned()
            : m.transcript_all_planned()
          : m.transcript_all_logged()}
      </p>
      <ol class="sm-shares">
        {rows.map(({ id, title, lang, share, on }) => (
          <li key={id}>
            <span class="sm-shares__at">{on.map((span) => spanText(span, timezone)).join(', ')}</span>
            <Title href={share ? `${props.base}?item=${id}#lines` : null} current={open === id} lang={lang}>
              {title}
            </Title>
            <Count share={share} />
          </li>
        ))}
        <li>
          <span class="sm-shares__at" />
          <Title href={between ? `${props.base}?item=#lines` : null} current={open === ''}>
            {m.transcript_between()}
          </Title>
          <Count share={between} />
        </li>
      </ol>
      {strange.length === 0 ? null : (
        <p class="soft">{m.transcript_elsewhere({ count: strange.reduce((sum, share) => sum + share.lines, 0) })}</p>
      )}
    </Section>
  )
}

function Title(props: { href: string | null; current: boolean; lang?: string | undefined; children: string }) {
  return props.href === null ? (
    <span lang={props.lang}>{props.children}</span>
  ) : (
    <a class="ds-link" href={props.href} aria-current={props.current ? 'true' : undefined} lang={props.lang}>
      {props.children}
    </a>
  )
}

function Count({ share }: { share: Share | undefined }) {
  return (
    <span class="soft">
      {m.transcript_lines({ count: share?.lines ?? 0 })}
      {share && share.dropped > 0 ? `, ${m.transcript_dropped({ count: share.dropped })}` : ''}
    </span>
  )
}

function spanText({ from, to }: Span, timezone: string): string {
  const text = (at: number) => clock(wallOf(at, timezone).time.slice(0, 5))
  return `${text(from)}–${Number.isFinite(to) ? text(to) : ''}`
}
