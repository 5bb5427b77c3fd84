/** One action at a time, large enough for a wall: what it is, how it stands, what is new, and on to the next. */
import { Standing } from '#actions/parts/standing.tsx'
import { said } from '#meeting/parts/said.ts'
import type { MeetingView } from '#meeting/reads.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Duty, langOf, Origin, Told } from '../parts/one.tsx'
import type { SinceAction } from '../reads.ts'

export interface StepPageProps {
  readonly view: Pick<MeetingView, 'meeting' | 'network' | 'path'>
  readonly one: SinceAction
  /** From 0. */
  readonly at: number
  readonly all: number
  readonly previous: SinceAction | null
  readonly next: SinceAction | null
  /** Whether whoever reads may tell how it goes. */
  readonly tells: boolean
  /** A form that was not taken: what was typed, and why. */
  readonly back: { readonly text: string; readonly error: string } | null
}

export function StepPage(props: StepPageProps) {
  const { view, one } = props
  const title = said(view.meeting.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.since_crumbs()}
        steps={[
          { href: view.path, text: <span lang={title.lang}>{title.text}</span> },
          { href: `${view.path}/since`, text: m.since_title() },
        ]}
      />
      <p class="soft">{m.since_step({ step: props.at + 1, all: props.all })}</p>
      <h1 class="sm-title sm-lookback__text" lang={langOf(one)}>
        {one.text}
      </h1>
      <p class="sm-lookback__facts">
        <Standing one={one} /> · <Duty one={one} />
      </p>
      <p class="sm-list__m">
        <Origin one={one} />
      </p>
      <Section id="told" title={m.since_told()}>
        <Told one={one} timezone={view.network.timezone} />
      </Section>
      <Ways {...props} />
      {props.tells ? <Tell {...props} /> : null}
    </main>
  )
}

function Ways({ view, previous, next }: StepPageProps) {
  const to = (one: SinceAction) => `${view.path}/since?step=${one.publicId}`
  return (
    <nav class="sm-acts sm-lookback__ways" aria-label={m.since_steps()}>
      {previous ? (
        <LinkButton href={to(previous)} variant="secondary" size="lg" icon={icons.arrowLeft} rel="prev">
          {m.since_previous()}
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton href={to(next)} size="lg" icon={icons.arrowRight} rel="next">
          {m.since_next()}
        </LinkButton>
      ) : (
        <span class="soft">{m.since_end()}</span>
      )}
      <a class="ds-link" href={`${view.path}/since`}>
        {m.since_whole()}
      </a>
      <Island name="decisions/since/keys" props={{}} when="now" />
    </nav>
  )
}

function Tell({ view, one, back }: StepPageProps) {
  return (
    <Section id="tell" title={m.since_do()}>
      <form class="sm-form" method="post" action={`${view.path}/since/${one.publicId}#told`}>
        {back ? <Alert tone="warning">{back.error}</Alert> : null}
        <input type="hidden" name="version" value={one.version} />
        <TextArea
          name="text"
          label={m.since_words()}
          help={m.since_words_help()}
          value={back?.text}
          error={back?.error}
          rows={3}
          maxLength={4000}
          reading
        />
        <div class="sm-form__end">
          <Button name="finish" value="no" variant="secondary">
            {m.since_save()}
          </Button>
          {one.status === 'done' ? null : (
            <Button name="finish" value="yes" icon={icons.checkmark}>
              {m.since_finish()}
            </Button>
          )}
        </div>
      </form>
    </Section>
  )
}
