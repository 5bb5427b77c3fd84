/** The screens for revisions: all of them, one as it was, two against each other. */
import { dateTime } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import { Difference } from '../../parts/difference.tsx'
import { reasonOf, Sittings, type SittingsProps } from '../../parts/sittings.tsx'
import type { RevisionHead } from '../../reads.ts'
import type { RevisionRow } from '../../rules.ts'
import type { Line } from '../rules.ts'

interface Frame {
  readonly title: Words
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
}

/** The part of the page that all of them share: where one is, and the way back. */
function Top(props: Frame & { heading: string; listed?: boolean }) {
  const title = pick(props.title, localeNow())
  return (
    <>
      <Crumbs
        label={m.minutes_crumbs()}
        steps={[
          { text: title?.text, href: props.base.replace(/\/minutes$/, '') },
          { text: m.minutes_word(), href: props.base },
          { text: m.minutes_revisions(), href: props.listed ? undefined : `${props.base}/revisions` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{props.heading}</h1>
    </>
  )
}

export function RevisionsPage(props: Frame & SittingsProps) {
  const newest = props.revisions[0]?.number ?? 0
  return (
    <main class="sm-page sm-page--text sm-revising" id="content">
      <Top {...props} listed heading={m.minutes_revisions_of({ title: pick(props.title, localeNow())?.text ?? '' })} />
      {newest < 2 ? null : (
        <form class="sm-acts" method="get" action={`${props.base}/compare`}>
          <TextField
            name="from"
            label={m.minutes_compare_from()}
            type="number"
            min="1"
            max={String(newest)}
            value={String(Math.max(1, newest - 1))}
            width="short"
          />
          <TextField
            name="to"
            label={m.minutes_compare_to()}
            type="number"
            min="1"
            max={String(newest)}
            value={String(newest)}
            width="short"
          />
          <Button variant="secondary">{m.minutes_compare()}</Button>
        </form>
      )}
      <Sittings {...props} />
    </main>
  )
}

export function RevisionPage(
  props: Frame & {
    revision: RevisionRow
    /** Its text as those who write read it. */
    html: string
    locale: Locale
    stands: number
    timezone: string
    mayRestore: boolean
  },
) {
  const { revision, base } = props
  return (
    <main class="sm-page sm-page--text sm-revising" id="content">
      <Top {...props} heading={m.minutes_revision({ number: revision.number })} />
      <p class="soft">
        {dateTime(revision.at, props.timezone)} · {revision.byName} · {reasonOf(revision)}
        {revision.number === props.stands ? ` · ${m.minutes_revision_stands()}` : ''}
      </p>
      {revision.number === props.stands ? null : (
        <div class="sm-acts">
          <LinkButton href={`${base}/compare?from=${revision.number}&to=${props.stands}`} variant="secondary">
            {m.minutes_compare_with_current()}
          </LinkButton>
          {props.mayRestore ? <Restore base={base} number={revision.number} /> : null}
        </div>
      )}
      <div class="sm-prose" lang={props.locale} dangerouslySetInnerHTML={{ __html: props.html }} />
    </main>
  )
}

const Restore = (props: { base: string; number: number }) => (
  <form method="post" action={`${props.base}/restore`}>
    <input type="hidden" name="number" value={props.number} />
    <Button variant="secondary">{m.minutes_restore({ number: props.number })}</Button>
  </form>
)

/** A part of a text that was kept aside, and whether it is missing from the one that stands. */
export interface AsidePart {
  readonly html: string
  readonly missing: boolean
}

export interface ComparePageProps extends Frame {
  readonly from: Pick<RevisionHead, 'number' | 'byName' | 'at'>
  readonly to: Pick<RevisionHead, 'number' | 'byName' | 'at'>
  readonly lines: readonly Line[]
  readonly locale: Locale
  readonly timezone: string
  /** When the later one was kept aside: both texts, and the parts that can be taken in. */
  readonly aside: { readonly standing: string; readonly parts: readonly AsidePart[] } | null
  readonly mayWrite: boolean
  /** Which of the two may be made to stand again; null when the earlier one stands. */
  readonly restorable: number | null
}

export function ComparePage(props: ComparePageProps) {
  const { from, to } = props
  const whose = (one: typeof from) =>
    `${m.minutes_revision({ number: one.number })}: ${one.byName ?? m.minutes_someone()}, ${dateTime(one.at, props.timezone)}`
  return (
    <main class="sm-page sm-revising" id="content">
      <Top {...props} heading={m.minutes_compare_title({ from: from.number, to: to.number })} />
      <p class="soft">
        {whose(from)}
        <br />
        {whose(to)}
      </p>
      {props.lines.every((line) => line.is === 'same') ? (
        <Alert tone="info" title={m.minutes_compare_same()} />
      ) : (
        <>
          <p>{m.minutes_compare_help({ from: from.number, to: to.number })}</p>
          <Difference lines={props.lines} lang={props.locale} />
        </>
      )}
      {props.aside ? (
        <Aside {...props} aside={props.aside} />
      ) : props.restorable !== null ? (
        <Restore base={props.base} number={props.restorable} />
      ) : null}
    </main>
  )
}

function Aside(props: ComparePageProps & { aside: NonNullable<ComparePageProps['aside']> }) {
  return (
    <section class="sm-sec" aria-labelledby="aside-h">
      <div class="sm-sec__head">
        <h2 class="sm-h2" id="aside-h">
          {m.minutes_aside_title()}
        </h2>
      </div>
      <p>{m.minutes_aside_help()}</p>
      <div class="sm-diff--two">
        <section aria-labelledby="standing-h">
          <h3 id="standing-h">{m.minutes_aside_stands({ number: props.from.number })}</h3>
          <div class="sm-prose" lang={props.locale} dangerouslySetInnerHTML={{ __html: props.aside.standing }} />
        </section>
        <section aria-labelledby="other-h">
          <h3 id="other-h">{m.minutes_aside_other({ number: props.to.number })}</h3>
          {props.aside.parts.map((part, i) => (
            <div key={i} class={part.missing ? 'sm-aside-part' : undefined}>
              <div class="sm-prose" lang={props.locale} dangerouslySetInnerHTML={{ __html: part.html }} />
              {part.missing && props.mayWrite ? (
                <form method="post" action={`${props.base}/take`}>
                  <input type="hidden" name="number" value={props.to.number} />
                  <input type="hidden" name="part" value={i} />
                  <input type="hidden" name="basedOn" value={props.from.number} />
                  <Button variant="secondary" size="sm">
                    {m.minutes_take()}
                  </Button>
                </form>
              ) : null}
            </div>
          ))}
        </section>
      </div>
      {props.mayWrite ? <Restore base={props.base} number={props.to.number} /> : null}
    </section>
  )
}
