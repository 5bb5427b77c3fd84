/** The addresses of one's own calendars. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import { CopyField } from '#ui/copyfield.tsx'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'

export interface CalendarsPageProps {
  readonly networks: readonly {
    readonly id: string
    readonly slug: string
    readonly name: Words
    /** Null where there is none yet. */
    readonly address: string | null
  }[]
}

export function CalendarsPage({ networks }: CalendarsPageProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: m.people_me_title(), href: '/me' }, { text: m.notices_calendars_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.notices_calendars_title()}</h1>
      <p class="sm-lead">{m.notices_calendars_lead()}</p>
      {networks.length === 0 && <p class="sm-empty">{m.people_me_no_networks()}</p>}
      {networks.map(({ id, slug, name, address }) => {
        const title = said(name)
        const field = { id: `calendar-${slug}`, text: address ?? '', label: m.notices_calendar_address() }
        return (
          <Section key={id} id={slug} title={<span lang={title.lang}>{title.text}</span>}>
            {address ? (
              <>
                <Island name="ui/copy" props={field}>
                  <CopyField {...field} />
                </Island>
                <p class="soft">{m.notices_calendar_secret()}</p>
                <div class="sm-acts">
                  <PostButton action="/me/calendars" fields={{ network: id }} variant="secondary" size="sm">
                    {m.notices_calendar_renew()}
                  </PostButton>
                  <PostButton action="/me/calendars/end" fields={{ network: id }} variant="tertiary" size="sm">
                    {m.notices_calendar_end()}
                  </PostButton>
                </div>
              </>
            ) : (
              <PostButton action="/me/calendars" fields={{ network: id }} size="sm">
                {m.notices_calendar_make()}
              </PostButton>
            )}
          </Section>
        )
      })}
    </main>
  )
}
