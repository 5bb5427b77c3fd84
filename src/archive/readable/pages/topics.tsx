/** Topics in the archive: the list of them, and line by line what was decided about each and what came of it. */
import { dueOf, ownersOf, statusWords } from '#actions/parts/words.ts'
import type { ActionView } from '#actions/reads.ts'
import type { Story, Treatment } from '#matters/story/reads.ts'
import { type Line, linesOf } from '#matters/story/rules.ts'
import type { TopicLine } from '#matters/topics/reads.ts'
import { said } from '#meeting/parts/said.ts'
import type { OutcomeView } from '#meeting/reads.ts'
import { outcomeName } from '#minutes/outcome/parts/words.ts'
import { date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { langOf } from '../parts/lang.ts'
import { topicPage } from '../rules.ts'
import { ItemLink } from './registers.tsx'

export function ArchivedTopics({ of }: { of: readonly TopicLine[] }) {
  return (
    <>
      <h1>{m.matters_topics()}</h1>
      <p>{m.matters_topics_lead()}</p>
      <ul>
        {of.map((one) => {
          const [name, description] = [said(one.name), said(one.description)]
          return (
            <li key={one.id}>
              <a href={topicPage(one.slug)} lang={name.lang}>
                {name.text}
              </a>
              {description.text ? <p lang={description.lang}>{description.text}</p> : null}
              <p class="soft">{m.matters_treatments({ count: one.count })}</p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

export interface ArchivedTopicProps {
  readonly topic: TopicLine
  readonly story: Pick<Story, 'treatments' | 'alone'>
}

export function ArchivedTopic({ topic, story }: ArchivedTopicProps) {
  const [name, description] = [said(topic.name), said(topic.description)]
  return (
    <>
      <h1 lang={name.lang}>{name.text}</h1>
      {description.text ? (
        <p class="pre" lang={description.lang}>
          {description.text}
        </p>
      ) : null}
      <table>
        <caption>{m.matters_story()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.archive_date()}</th>
            <th scope="col">{m.archive_what()}</th>
            <th scope="col">{m.archive_item()}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(story.treatments, story.alone).map((line, i) => (
            <tr key={i}>
              <td>{line.on ? date(line.on) : m.matters_no_day()}</td>
              <td>
                <What line={line} />
              </td>
              <td>{line.of ? <ItemLink from={topicPage(topic.slug)} path={line.of.path} title={line.of.title} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function What({ line }: { line: Line<Treatment> }) {
  if (line.is === 'decision')
    return (
      <>
        <p>
          <strong>{m.matters_decision({ number: line.decision.words })}</strong>
        </p>
        <p class="pre" lang={langOf({ lang: line.decision.locale })}>
          {line.decision.block.text}
        </p>
      </>
    )
  if (line.is === 'action') return <Action of={line.action} />
  return <p>{line.of.outcome ? outcomeText(line.of.outcome) : m.matters_treated()}</p>
}

function Action({ of }: { of: ActionView }) {
  const due = dueOf(of)
  const facts = [ownersOf(of).join(', '), due && m.matters_due({ date: due })].filter(Boolean)
  return (
    <>
      <p>
        <strong>{m.matters_action()}</strong>
      </p>
      <p lang={langOf({ lang: of.locale })}>{of.text}</p>
      <p class="soft">{[...facts, statusWords[of.status]()].join(' · ')}</p>
    </>
  )
}

const outcomeText = ({ kind, to, referredTo }: OutcomeView): string =>
  kind === 'referred' && referredTo
    ? m.outcome_referred_to({ to: referredTo })
    : [outcomeName(kind), ...(to ? [m.outcome_to(), said(to.title).text] : [])].join(' ')
