/** One transcript as it will lie beside the minutes: when, who, and which item. Everything here can be changed. */
import { m } from '#platform/words/words.ts'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Crumbs } from '#ui/section.tsx'
import { ClockSection } from '../parts/clock.tsx'
import { type LinesProps, LinesSection } from '../parts/lines.tsx'
import { NamesSection } from '../parts/names.tsx'
import { type ItemName, SharesSection } from '../parts/shares.tsx'
import { StaySection } from '../parts/stay.tsx'
import { secondsText } from '../parts/when.tsx'
import type { Share, SpeakerRow } from '../reads.ts'
import type { Span, TranscriptRow } from '../rules.ts'
import type { Candidate } from '../speakers/rules.ts'

export interface TranscriptPageProps {
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  readonly meetingTitle: string
  readonly row: TranscriptRow
  readonly speakers: readonly SpeakerRow[]
  readonly candidates: readonly Candidate[]
  readonly items: readonly ItemName[]
  readonly shares: readonly Share[]
  readonly spans: readonly Span[]
  readonly tracks: readonly string[]
  readonly timezone: string
  readonly term: string
  readonly clock: { readonly date: string; readonly time: string }
  /** The lines of the item that is open. */
  readonly open: Pick<LinesProps, 'item' | 'lines' | 'next' | 'chosen'>
  /** Of the form that did not hold: which one, what is wrong by field, what was typed. */
  readonly wrong: {
    readonly form: 'clock' | 'line' | 'names' | 'because'
    readonly errors: Record<string, string>
    readonly typed: Record<string, string>
  } | null
}

/** Where an error of a line's form stands, since the clock's form has fields of the same names. */
const placeOf = (form: string, field: string) =>
  form === 'line' && (field === 'date' || field === 'time' || field === 'text') ? `line-${field}` : field

export function TranscriptPage(props: TranscriptPageProps) {
  const { row, wrong, timezone, items, speakers } = props
  const base = `${props.meetingPath}/transcripts/${row.id}`
  const of = (form: NonNullable<TranscriptPageProps['wrong']>['form']) =>
    wrong?.form === form ? wrong : { errors: {}, typed: {} }
  return (
    <main id="content" class="sm-page sm-page--text sm-transcript">
      <Crumbs
        label={m.transcript_crumbs()}
        steps={[
          { text: props.meetingTitle, href: props.meetingPath },
          { text: m.transcript_all(), href: `${props.meetingPath}/transcripts` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.transcript_of_file({ file: row.fileName })}</h1>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(wrong?.errors ?? {}).map(([field, text]) => ({ field: placeOf(wrong!.form, field), text }))}
      />
      <ClockSection
        base={base}
        row={row}
        timezone={timezone}
        values={{ date: props.clock.date, time: secondsText(props.clock.time), ...of('clock').typed }}
        tracks={props.tracks}
        errors={of('clock').errors}
      />
      <SharesSection
        base={base}
        items={items}
        shares={props.shares}
        spans={props.spans}
        timezone={timezone}
        open={props.open.item?.id ?? ''}
      />
      <NamesSection base={base} speakers={speakers} candidates={props.candidates} errors={of('names').errors} />
      <StaySection
        base={base}
        row={row}
        term={props.term}
        placed={props.shares.some((share) => share.itemId !== null && share.lines > 0)}
        errors={of('because').errors}
        typed={of('because').typed}
      />
      <LinesSection
        {...props.open}
        base={base}
        items={items}
        speakers={speakers}
        timezone={timezone}
        date={props.clock.date}
        errors={of('line').errors}
        typed={of('line').typed}
      />
    </main>
  )
}
