import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'

/** For organisers: the ways between the pages where a meeting is worked on. Rows of the programme have a way of their own. */
export function MeetingTools(props: {
  base: string
  here?: 'desk' | 'programme' | 'edit' | 'people' | 'questions' | 'registrations' | 'told' | 'settings'
}) {
  const tools = [
    ['desk', icons.tasklist, m.meeting_tool_desk()],
    ['programme', icons.bulletList, m.meeting_programme()],
    ['edit', icons.pencil, m.meeting_tool_details()],
    ['people', icons.personGroup, m.meeting_tool_people()],
    ['questions', icons.questionmarkCircle, m.questions_tool()],
    ['registrations', icons.personPlus, m.registration_overview()],
    ['told', icons.bell, m.meeting_tool_told()],
    ['settings', icons.cog, m.meeting_tool_settings()],
  ] as const
  return (
    <nav class="sm-mtools" aria-label={m.meeting_tools()}>
      {tools.map(([page, icon, name]) => (
        <LinkButton
          key={page}
          variant="secondary"
          size="sm"
          icon={icon}
          href={`${props.base}/${page}`}
          current={page === props.here}
        >
          {name}
        </LinkButton>
      ))}
    </nav>
  )
}
