/** One question as a chair sees it, with what can be made of it. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Act } from '#room/parts/act.tsx'
import { Button } from '#ui/button.tsx'
import { Field, Select, type Tied } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { RoomQuestion } from '../reads.ts'
import type { Askable } from './ask.tsx'
import { short } from './questions.tsx'

export interface EntryPlace {
  readonly base: string
  /** `/{network}/{meeting}/chair/questions` */
  readonly action: string
  readonly items: readonly Askable[]
  /** Those it can be put together with. */
  readonly others: readonly RoomQuestion[]
  readonly onStage: string | null
}

interface EntryProps {
  readonly of: RoomQuestion
  readonly place: EntryPlace
}

export function Entry({ of: one, place }: EntryProps) {
  const action = `${place.action}/${one.id}`
  const about = said(place.items.find((item) => item.id === one.itemId)?.title)
  const written = one.answer !== null
  return (
    <li id={`question-${one.id}`}>
      {one.state === 'waiting' && <State is="waiting">{m.questions_room_to_approve()}</State>}
      {one.answeringAt && (
        <p class="sm-q__now">
          <Icon of={icons.microphone} />
          {m.questions_room_answering_now()}
        </p>
      )}
      {place.onStage === one.id && (
        <p class="sm-q__now">
          <Icon of={icons.monitor} />
          {m.questions_room_on_stage()}
        </p>
      )}
      {one.noted && <State is="read">{m.questions_room_in_minutes()}</State>}
      <p class="sm-q__text" lang={one.locale === localeNow() ? undefined : one.locale}>
        {one.text}
      </p>
      <p class="sm-list__m">
        {[
          one.votes > 0 && m.questions_room_votes({ count: one.votes }),
          one.nameless && one.name ? m.questions_room_nameless_meta({ name: one.name }) : one.name,
          about.text,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {written && <p class="sm-input__text">{said(one.answer).text}</p>}
      <div class="sm-acts">
        {one.state === 'waiting' && (
          <>
            <Do to={`${action}/turn`} fields={{ to: 'shown' }} of={one} first>
              {m.questions_room_release()}
            </Do>
            <Do to={`${action}/turn`} fields={{ to: 'declined' }} of={one}>
              {m.questions_room_decline()}
            </Do>
          </>
        )}
        {one.state === 'shown' && (
          <>
            <Do to={`${action}/answering`} fields={{ on: one.answeringAt ? 'no' : 'yes' }} of={one} first={!one.answeringAt}>
              {one.answeringAt ? m.questions_room_not_now() : m.questions_room_answer_now()}
            </Do>
            <Do
              to={`${action}/turn`}
              fields={{ to: 'answered' }}
              of={one}
              first={one.answeringAt !== null}
              icon={icons.checkmark}
            >
              {m.questions_room_done()}
            </Do>
          </>
        )}
        {(one.state === 'shown' || one.state === 'answered') && <OnStage of={one} place={place} />}
        {one.state === 'answered' && !written && (
          <Do to={`${action}/turn`} fields={{ to: 'shown' }} of={one}>
            {m.questions_room_reopen()}
          </Do>
        )}
        {one.state === 'declined' && !written && (
          <Do to={`${action}/turn`} fields={{ to: 'shown' }} of={one}>
            {m.questions_room_release()}
          </Do>
        )}
      </div>
      {one.state !== 'declined' && <More of={one} place={place} />}
    </li>
  )
}

/** A button that acts on one question. */
function Do(props: {
  to: string
  fields: Readonly<Record<string, string>>
  of: RoomQuestion
  first?: boolean
  icon?: string | undefined
  children: ComponentChildren
}) {
  return (
    <Act action={props.to} fields={props.fields}>
      <Button variant={props.first ? 'secondary' : 'tertiary'} size="sm" icon={props.icon}>
        {props.children}
        <span class="sr">: {short(props.of.text)}</span>
      </Button>
    </Act>
  )
}

/** Puts it on the big screen, or takes it down. */
function OnStage({ of: one, place }: EntryProps) {
  const on = place.onStage === one.id
  return (
    <Do
      to={`${place.base}/chair/stage`}
      fields={on ? { view: 'auto' } : { view: 'question', id: one.id }}
      of={one}
      icon={on ? undefined : icons.monitor}
    >
      {on ? m.questions_room_take_down() : m.questions_room_show_on_stage()}
    </Do>
  )
}

/** What is done less often: in writing, with others, elsewhere. */
function More({ of: one, place }: EntryProps) {
  const action = `${place.action}/${one.id}`
  const others = place.others.filter((other) => other.id !== one.id)
  return (
    <details class="sm-more">
      <summary>
        {m.questions_room_more()}
        <span class="sr">: {short(one.text)}</span>
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <div class="sm-acts">
        <Do to={`${action}/minutes`} fields={{ on: one.noted ? 'no' : 'yes' }} of={one}>
          {one.noted ? m.questions_room_not_to_minutes() : m.questions_room_to_minutes()}
        </Do>
        {one.state === 'shown' && (
          <Do to={`${action}/turn`} fields={{ to: 'waiting' }} of={one}>
            {m.questions_room_hold()}
          </Do>
        )}
      </div>
      <Act action={`${action}/answer`} class="sm-form">
        <Field name="answer" id={`answer-${one.id}`} label={m.questions_room_written()} help={m.questions_room_written_help()}>
          {(tied: Tied) => (
            <textarea
              class="ds-input sm-reading"
              {...tied}
              rows={3}
              maxLength={4000}
              required
              defaultValue={said(one.answer).text}
            />
          )}
        </Field>
        <div class="sm-form__end">
          <Button variant="secondary" size="sm">
            {m.questions_room_save_answer()}
          </Button>
        </div>
      </Act>
      {others.length > 0 && (
        <Act action={`${action}/merge`} class="sm-inline">
          <Select
            name="into"
            id={`merge-${one.id}`}
            label={m.questions_room_merge()}
            options={others.map((other) => ({ value: other.id, label: short(other.text) }))}
          />
          <Button variant="secondary" size="sm">
            {m.questions_room_do_merge()}
          </Button>
        </Act>
      )}
      <ul class="sm-cq__merged">
        {one.merged.map((double) => (
          <li key={double.id}>
            <p class="sm-q__text">{double.text}</p>
            <Act action={`${place.action}/${double.id}/apart`}>
              <Button variant="tertiary" size="sm" label={m.questions_room_take_apart_named({ text: short(double.text) })}>
                {m.questions_room_take_apart()}
              </Button>
            </Act>
          </li>
        ))}
      </ul>
      <Act action={`${action}/move`} class="sm-inline">
        <Select
          name="item"
          id={`move-${one.id}`}
          label={m.questions_room_move()}
          value={one.itemId ?? ''}
          options={[
            { value: '', label: m.questions_room_meeting() },
            ...place.items.map((item) => ({ value: item.id, label: said(item.title).text, lang: said(item.title).lang })),
          ]}
        />
        <Button variant="secondary" size="sm">
          {m.questions_room_do_move()}
        </Button>
      </Act>
    </details>
  )
}
