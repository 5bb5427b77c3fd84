import { m } from '#platform/words/words.ts'

/** For organisers: the ways between the pages where a meeting is worked on. Rows of the programme have a way of their own. */
export function MeetingTools(props: {
  base: string
  here?:
    | 'desk'
    | 'programme'
    | 'edit'
    | 'people'
    | 'questions'
    | 'carry-over'
    | 'chair/polls'
    | 'registrations'
    | 'notices'
    | 'told'
    | 'change'
    | 'settings'
}) {
  const tools = [
    ['desk', m.meeting_tool_desk()],
    ['programme', m.meeting_programme()],
    ['edit', m.meeting_tool_details()],
    ['people', m.meeting_tool_people()],
    ['questions', m.questions_tool()],
    ['carry-over', m.matters_carry()],
    ['chair/polls', m.polls_results()],
    ['registrations', m.registration_overview()],
    ['notices', m.letters_tool()],
    ['told', m.meeting_tool_told()],
    ['change', m.changes_title()],
    ['settings', m.meeting_tool_settings()],
  ] as const
  return (
    <nav class="sm-mtools" aria-label={m.meeting_tools()}>
      {tools.map(([page, name]) => (
        <a key={page} href={`${props.base}/${page}`} aria-current={page === props.here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
