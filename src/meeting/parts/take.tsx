import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { type FormName, formsOf } from '../exports/rules.ts'
import type { MeetingView } from '../reads.ts'
import { isForAll } from '../rules.ts'
import { datesOf } from '../standing/rules.ts'

/** All the forms in which a meeting can be taken along, in one place. Those that say nothing without a date wait for one. */
export function Take(props: { view: MeetingView }) {
  const { view } = props
  const dated = datesOf(view) !== null
  const address = new Map(formsOf(view.path, dated).map(({ name, href }) => [name, href]))
  const files: [name: FormName, icon: string, words: string][] = [
    ['pdf', icons.filePdf, m.meeting_take_pdf()],
    ['docx', icons.fileText, m.meeting_take_docx()],
    ['txt', icons.envelope, m.meeting_take_text()],
    ['csv', icons.table, m.meeting_take_csv()],
  ]
  const data: [FormName, string][] = [
    ['scheduleXml', 'schedule.xml'],
    ['scheduleJson', 'schedule.json'],
  ]
  return (
    <Section id="take" title={m.meeting_take_title()}>
      <ul class="sm-take">
        {dated ? (
          <>
            <Entry href={address.get('ics')!} icon={icons.calendar} words={m.meeting_take_calendar()} />
            <Entry href={`${address.get('ics')!}?items=1`} icon={icons.calendar} words={m.meeting_take_calendar_items()} />
          </>
        ) : null}
        {view.news.some((one) => one.kind === 'minutes') ? (
          <Entry href={`${view.path}/minutes`} icon={icons.gavel} words={m.whole_link()} />
        ) : null}
        {files.map(([name, icon, words]) => (
          <Entry key={name} href={address.get(name)!} icon={icon} words={words} />
        ))}
        {isForAll(view.meeting) ? (
          <Entry href={`${view.path}/archive.zip`} icon={icons.download} words={m.archive_here()} />
        ) : null}
      </ul>
      <p class="sm-take__data">
        {dated ? (
          <>
            {m.meeting_take_data()}{' '}
            {data.map(([name, words]) => (
              <>
                <a class="ds-link" href={address.get(name)!} rel="nofollow">
                  {words}
                </a>{' '}
              </>
            ))}
            <br />
          </>
        ) : null}
        {m.meeting_take_all_data()}{' '}
        <a class="ds-link" href={address.get('json')!} rel="nofollow">
          JSON
        </a>
      </p>
    </Section>
  )
}

const Entry = (props: { href: string; icon: string; words: string }) => (
  <li>
    <a href={props.href} rel="nofollow">
      <Icon of={props.icon} />
      {props.words}
    </a>
  </li>
)
