/** Indicators with what they said: the latest, where they are to go, and all readings as a table. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton, PostButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { PercentBar } from '../../parts/chart.tsx'
import { percentText, readingText, targetText } from '../../parts/words.ts'
import type { IndicatorView, PlanView } from '../../reads.ts'
import { fulfilled } from '../../rules.ts'

export function IndicatorList(props: {
  of: readonly IndicatorView[]
  view: Pick<PlanView, 'path'>
  mayEdit: boolean
  /** Whether this reader may note what an indicator says. */
  mayRead: boolean
}) {
  return (
    <>
      {props.of.map((one) => (
        <Indicator key={one.id} {...props} one={one} />
      ))}
    </>
  )
}

function Indicator(props: Parameters<typeof IndicatorList>[0] & { one: IndicatorView }) {
  const { one, view, mayEdit, mayRead } = props
  const name = said(one.name)
  const at = `${view.path}/indicators/${one.id}`
  const come = one.kind === 'yes_no' ? null : fulfilled(one, one.latest?.value ?? null)
  return (
    <div class="sm-ind" id={`indicator-${one.id}`}>
      <h3 class="sm-ind__t" lang={name.lang}>
        {name.text}
      </h3>
      <p class="sm-ind__now">
        {one.latest ? <b>{readingText(one, one.latest)}</b> : <span class="soft">{m.plans_no_reading()}</span>}
        {one.latest && <span class="soft">{` ${m.plans_read_on({ date: date(one.latest.on) })}`}</span>}
        {one.target !== null && <span class="soft">{` · ${m.plans_target_is({ target: targetText(one, one.target) })}`}</span>}
        {one.baseline !== null && (
          <span class="soft">{` · ${m.plans_baseline_was({ baseline: targetText(one, one.baseline) })}`}</span>
        )}
      </p>
      {come !== null && (
        <PercentBar percent={Math.floor(come * 100)} label={m.plans_of_way({ percent: percentText(Math.floor(come * 100)) })} />
      )}
      {one.readings.length > 0 && <Readings {...props} at={at} />}
      {(mayRead || mayEdit) && (
        <div class="sm-acts">
          {mayRead && (
            <LinkButton href={`${at}/readings/new`} size="sm" variant="secondary" icon={icons.plus}>
              {m.plans_note_reading()}
            </LinkButton>
          )}
          {mayEdit && (
            <LinkButton href={`${at}/edit`} size="sm" variant="tertiary" icon={icons.pencil}>
              {m.plans_change_indicator()}
            </LinkButton>
          )}
        </div>
      )}
    </div>
  )
}

function Readings({ one, at, mayRead }: { one: IndicatorView; at: string; mayRead: boolean }) {
  return (
    <details class="sm-more" open={mayRead && one.readings.length < 4}>
      <summary>
        {m.plans_n_readings({ count: one.readings.length })}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <table class="sm-table sm-table--stack">
        <caption class="sr">{said(one.name).text}</caption>
        <thead>
          <tr>
            <th scope="col">{m.plans_date()}</th>
            <th scope="col">{m.plans_value()}</th>
            <th scope="col">{m.plans_note()}</th>
            {mayRead && (
              <td class="sm-table__acts">
                <span class="sr">{m.plans_acts()}</span>
              </td>
            )}
          </tr>
        </thead>
        <tbody>
          {[...one.readings].reverse().map((reading) => (
            <tr key={reading.id}>
              <th scope="row">{date(reading.on)}</th>
              <td data-label={m.plans_value()}>{readingText(one, reading)}</td>
              <td data-label={m.plans_note()}>{[reading.note, reading.byName].filter(Boolean).join(' · ')}</td>
              {mayRead && (
                <td class="sm-table__acts">
                  <PostButton
                    action={`${at}/readings/remove`}
                    fields={{ id: reading.id }}
                    size="sm"
                    variant="tertiary"
                    label={m.plans_remove({ name: `${date(reading.on)}: ${readingText(one, reading)}` })}
                  >
                    {m.plans_take_back()}
                  </PostButton>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
