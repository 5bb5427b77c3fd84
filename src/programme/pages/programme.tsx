/** The programme to work on: the board, and the days around it. Without script every button is a form of its own. */
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs } from '#ui/section.tsx'
import BoardIsland from '../gestures/islands/board.tsx'
import type { BoardProps } from '../gestures/parts/board.tsx'
import { DayForm } from '../parts/dayform.tsx'

export interface ProgrammePageProps {
  readonly meeting: { readonly title: Words }
  readonly board: BoardProps
}

export function ProgrammePage({ meeting, board }: ProgrammePageProps) {
  return (
    <main class="sm-page sm-page--wide" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: pick(meeting.title, localeNow())?.text ?? '', href: board.base }, { text: m.programme_programme() }]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_work_title()}</h1>
      <MeetingTools base={board.base} here="programme" />
      <p class="sm-lead">{m.arranging_lead()}</p>
      <Island name="programme/gestures/board" props={board} when="now" hydrate>
        <BoardIsland {...board} />
      </Island>
      <details class="sm-more sm-newday">
        <summary>
          {m.programme_add_day()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <DayForm action={`${board.base}/programme/days`} day={null} id="new" locale={board.locale} />
      </details>
      <p class="sm-acts">
        <LinkButton href={board.base} variant="secondary" icon={icons.arrowLeft}>
          {m.programme_back_to_meeting()}
        </LinkButton>
        <LinkButton href={`${board.base}/programme/read`} variant="secondary" icon={icons.upload}>
          {m.programme_reread_title()}
        </LinkButton>
      </p>
    </main>
  )
}
