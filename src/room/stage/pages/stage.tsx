import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { CopyField } from '#ui/copyfield.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs } from '#ui/section.tsx'
import Screen, { type ScreenIslandProps } from '../islands/screen.tsx'

/** `/{network}/{meeting}/stage`: the whole page is the screen. */
export function StagePage(props: ScreenIslandProps) {
  return (
    <Island name="room/stage/screen" props={props} when="now" hydrate>
      <Screen {...props} />
    </Island>
  )
}

/** How to open the big screen on the machine in the hall. */
export function StageKeyPage(props: {
  readonly base: string
  readonly title: string
  readonly address: string
  readonly until: string
}) {
  const { base } = props
  const field = { id: 'stage-address', text: props.address, label: m.stage_key_address() }
  return (
    <main id="content" class="sm-page sm-page--text">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: props.title, href: base }, { text: m.stage_title() }]} />
      <h1 class="sm-title sm-title--m">{m.stage_title()}</h1>
      <p>{m.stage_key_help()}</p>
      <div class="sm-form">
        <div>
          <Island name="ui/copy" props={field}>
            <CopyField {...field} />
          </Island>
          <p class="soft">{m.stage_key_until({ time: props.until })}</p>
        </div>
        <div class="sm-acts">
          <LinkButton href={`${base}/stage`} icon={icons.expand}>
            {m.stage_open()}
          </LinkButton>
          <LinkButton href={`${base}/chair`} variant="secondary">
            {m.stage_to_chair()}
          </LinkButton>
        </div>
        <details class="sm-more">
          <summary>
            {m.stage_key_renew()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <p>{m.stage_key_renew_help()}</p>
          <form method="post" action={`${base}/chair/stage/key`}>
            <Button variant="secondary" icon={icons.key}>
              {m.stage_key_renew_now()}
            </Button>
          </form>
        </details>
      </div>
    </main>
  )
}
