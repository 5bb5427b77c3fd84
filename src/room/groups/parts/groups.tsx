/** Groups in the room: one's own with its questions, time and notes; and what they all wrote, once it is brought back. */
import { useContext, useEffect, useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import { Announcing } from '../../parts/announce.ts'
import { useNow } from '../../parts/clock.tsx'
import { clockTime } from '../../parts/now.tsx'
import type { BreakoutView, GroupsPart, OwnGroup, OwnGroups } from '../reads.ts'
import { NotesField } from './notes.tsx'

export interface GroupsProps {
  readonly state: GroupsPart
  /** Null for those who have not come in. */
  readonly mine: OwnGroups | null
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly timezone: string
}

/** Those that talk, and those who wait to be let in. What was brought back stands elsewhere: @see Returned */
export function Groups({ state, mine, base, timezone }: GroupsProps) {
  return (
    <>
      {state.breakouts.map((of, place) =>
        of.standing === 'returned' ? null : (
          <Working
            key={of.id}
            of={of}
            // The way back from an act leads to the newest.
            id={place === 0 ? 'groups' : `groups-${of.id.slice(-6)}`}
            own={mine?.groups.find((one) => one.breakoutId === of.id)}
            chooses={mine?.choosable.includes(of.id) ?? false}
            base={base}
            timezone={timezone}
          />
        ),
      )}
    </>
  )
}

interface WorkingProps {
  readonly id: string
  readonly of: BreakoutView
  readonly own: OwnGroup | undefined
  readonly chooses: boolean
  readonly base: string
  readonly timezone: string
}

function Working({ id, of, own, chooses, base, timezone }: WorkingProps) {
  const until = of.endsAt === null ? null : Date.parse(of.endsAt)
  const left = useLeft(of.standing === 'running' ? until : null)
  return (
    <Section
      id={id}
      title={own ? m.groups_group({ number: own.number }) : m.groups_title()}
      aside={own && m.groups_members({ count: own.members.length })}
    >
      {of.standing === 'closed' ? (
        <p>{m.groups_over()}</p>
      ) : (
        until !== null && (
          <p>
            <b>{m.groups_back({ time: clockTime(until, timezone) })}</b>{' '}
            <span role="timer" aria-label={m.room_time_left()}>
              {Math.abs(left ?? 0)} {(left ?? 0) >= 0 ? m.room_min_left() : m.room_min_over()}
            </span>
          </p>
        )
      )}
      {of.questions.length > 0 && (
        <ul class="sm-groups__q">
          {of.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
      {own ? (
        <>
          {own.hasLink && (
            <LinkButton href={`${base}/room/groups/${own.id}/join`} rel="noreferrer" icon={icons.video}>
              {m.groups_join()}
            </LinkButton>
          )}
          <p class="soft">
            {own.members.map((one) => (one.organisation ? `${one.name} (${one.organisation})` : one.name)).join(', ')}
          </p>
          <NotesField key={own.id} own={own} base={base} timezone={timezone} />
        </>
      ) : (
        of.standing === 'running' && <p>{m.groups_yours_not()}</p>
      )}
      {chooses && (
        <div class="sm-acts">
          {of.groups
            .filter((group) => group.id !== own?.id)
            .map((group) => (
              <Act key={group.id} action={`${base}/room/groups/choose`} fields={{ group: group.id }}>
                <Button variant="secondary" size="sm">
                  {m.groups_choose({ number: group.number })} ({group.count})
                </Button>
              </Act>
            ))}
        </div>
      )}
    </Section>
  )
}

const MILESTONES = [5, 1]

/** Whole minutes until a moment; five and one minutes left, and the end, are said aloud. */
function useLeft(until: number | null): number | null {
  const now = useNow()
  const announce = useContext(Announcing)
  const left = until === null ? null : Math.ceil((until - now) / 60_000)
  const before = useRef(left)
  useEffect(() => {
    const was = before.current
    before.current = left
    if (left === null || was === null || left >= was) return
    if (MILESTONES.includes(left)) announce(m.groups_back_said({ minutes: left }))
    else if (left === 0) announce(m.groups_back_now())
  }, [left])
  return left
}
