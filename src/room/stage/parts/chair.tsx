/** What the big screen shows, and the ways to change it; each with a way back. */

import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import type { ShowPart } from '../../show/reads.ts'
import type { StageView } from '../document.ts'
import type { StagePart } from '../reads.ts'

export interface StageChairProps {
  readonly state: StagePart
  readonly show: ShowPart
  readonly hasGroups: boolean
  readonly hasCode: boolean
  /** `/{network}/{meeting}` */
  readonly base: string
}

const viewName = (view: StageView['view']): string =>
  ({
    auto: m.stage_view_auto,
    queue: m.stage_view_queue,
    groups: m.stage_view_groups,
    entry: m.stage_view_entry,
    question: m.stage_view_question,
    poll: m.stage_view_poll,
    slide: m.stage_view_slide,
  })[view]()

/** Questions and polls are put there from where they stand. */
export function StageChair({ state, show, hasGroups, hasCode, base }: StageChairProps) {
  const { view } = state
  const slides = Object.values(show.materials)
    .flat()
    .filter((one) => one.picture !== null)
  const simple = (['auto', 'queue', ...(hasGroups ? ['groups'] : []), ...(hasCode ? ['entry'] : [])] as const).filter(
    (one): one is 'auto' | 'queue' | 'groups' | 'entry' => one !== undefined,
  )
  return (
    <Section
      id="stage"
      title={m.stage_title()}
      aside={
        <a class="ds-link" href={`${base}/chair/stage`}>
          {m.stage_key()}
        </a>
      }
    >
      <p>{m.stage_shows({ what: viewName(view.view) })}</p>
      <div class="sm-acts">
        {simple.map((one) => (
          <Act key={one} action={`${base}/chair/stage`} fields={{ view: one }}>
            <Button
              variant="secondary"
              size="sm"
              pressed={view.view === one}
              icon={view.view === one ? icons.checkmark : undefined}
            >
              {viewName(one)}
            </Button>
          </Act>
        ))}
      </div>
      {slides.length > 0 && (
        <Act action={`${base}/chair/stage`} fields={{ view: 'slide' }} class="sm-form">
          <div class="sm-form__row">
            <Select
              name="id"
              id="stage-slide"
              label={m.stage_view_slide()}
              value={view.view === 'slide' ? view.id : undefined}
              options={slides.map((one) => ({ value: one.id, label: said(one.title).text }))}
            />
            <TextField
              name="page"
              id="stage-page"
              type="number"
              min="1"
              inputmode="numeric"
              width="short"
              label={m.stage_page()}
              value={String(view.view === 'slide' ? view.page : 1)}
            />
          </div>
          <Button variant="secondary" size="sm" icon={icons.monitor}>
            {m.stage_show()}
          </Button>
        </Act>
      )}
      {view.view === 'slide' && (
        <div class="sm-acts">
          {[view.page - 1, view.page + 1].map((page, i) => (
            <Act key={i} action={`${base}/chair/stage`} fields={{ view: 'slide', id: view.id, page: Math.max(1, page) }}>
              <Button variant="secondary" icon={i === 0 ? icons.arrowLeft : icons.arrowRight}>
                {i === 0 ? m.stage_previous() : m.stage_next()}
              </Button>
            </Act>
          ))}
        </div>
      )}
    </Section>
  )
}
