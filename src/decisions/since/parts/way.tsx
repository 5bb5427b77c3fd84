/** The way from a meeting to what happened since the one before. */
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'

export const SinceWay = ({ path }: { path: string }) => (
  <p class="sm-acts">
    <LinkButton href={`${path}/since`} variant="tertiary" size="sm" icon={icons.tasklist}>
      {m.since_title()}
    </LinkButton>
  </p>
)
