/** To whom: groups with how many are in each, what narrows them, who is left out. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { dayName, hasOptions, isSpecial } from '#registration/answers/rules.ts'
import { CheckboxGroup, type Choice } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { type Audience, countsOf, type Known, meetingGroups, networkGroups, type Receiver } from '../../audience/rules.ts'
import type { Facts } from '../reads.ts'
import { byLanguage, groupName, modeName } from './words.ts'

export interface ToWhomProps {
  readonly facts: Facts
  readonly known: readonly Known[]
  readonly organisations: ReadonlyMap<string, Words>
  readonly audience: Audience
  /** Those it goes to as it is chosen now. */
  readonly receivers: readonly Receiver[]
  readonly error: string | undefined
}

export function ToWhom({ facts, known, organisations, audience, receivers, error }: ToWhomProps) {
  const all = facts.view ? meetingGroups : networkGroups
  const counts = countsOf(known, all)
  const offer = (chosen: readonly string[]) =>
    all
      // Nobody owes a registration where there is none.
      .filter((group) => chosen.includes(group) || (counts[group]! > 0 && (group !== 'unregistered' || facts.form !== null)))
      .map((group) => ({
        value: group,
        label: m.letters_choice_count({ group: groupName(group), count: String(counts[group]) }),
      }))
  const narrowing = narrowings(facts, known, organisations, audience)
  const narrowed = narrowing.some(({ values }) => values.length > 0)
  const picked = known.filter((one) => one.registration && audience.registration.includes(one.registration.id))
  return (
    <>
      <CheckboxGroup
        name="to"
        legend={m.letters_to_groups()}
        help={m.letters_to_help()}
        values={audience.to}
        error={error}
        options={offer(audience.to)}
      />
      {picked.length > 0 && (
        <CheckboxGroup
          name="registration"
          legend={m.letters_picked()}
          values={audience.registration}
          options={picked.map((one) => ({ value: one.registration!.id, label: one.name }))}
        />
      )}
      {narrowing.length > 0 && (
        <details class="sm-more" open={narrowed}>
          <summary>
            {m.letters_narrow()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <p class="soft">{m.letters_narrow_help()}</p>
          {narrowing.map((one) => (
            <CheckboxGroup key={one.id} {...one} />
          ))}
        </details>
      )}
      <details class="sm-more" open={audience.not.length > 0}>
        <summary>
          {m.letters_not()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <CheckboxGroup name="not" legend={m.letters_not()} values={audience.not} options={offer(audience.not)} />
      </details>
      <p role="status">
        {receivers.length === 0
          ? m.letters_total_none()
          : m.letters_total({
              receivers: [m.letters_count_receivers({ count: receivers.length }), byLanguage(receivers)].join(': '),
            })}
      </p>
      <p class="soft">{m.letters_out_help()}</p>
    </>
  )
}

interface Narrowing {
  readonly id: string
  readonly name: string
  readonly legend: string
  readonly values: readonly string[]
  readonly options: Choice[]
}

/** Only what tells some from others: a meeting of one day has no days to choose among. */
function narrowings(
  facts: Facts,
  known: readonly Known[],
  organisations: ReadonlyMap<string, Words>,
  audience: Audience,
): Narrowing[] {
  const own = known.flatMap((one) => one.registration ?? [])
  const found: Narrowing[] = []
  const offer = (
    name: keyof Audience,
    legend: string,
    options: readonly { value: string; words: string; lang?: string | undefined }[],
    id: string = name,
  ) => {
    const values = audience[name]
    const shown = options.filter((one) => one.words !== '')
    if (shown.length > 1 || values.some((value) => shown.some((one) => one.value === value)))
      found.push({ id, name, legend, values, options: shown.map(({ value, words, lang }) => ({ value, label: words, lang })) })
  }
  const modes = (['onsite', 'online'] as const).filter(
    (mode) => own.some((one) => one.attendance === mode) || audience.mode.includes(mode),
  )
  offer(
    'mode',
    m.letters_mode(),
    modes.map((mode) => ({ value: mode, words: modeName(mode) })),
  )
  if (own.length > 0)
    offer(
      'day',
      m.letters_day(),
      (facts.view?.days ?? []).map((day, at) => ({ value: day.id, words: dayName(day, at) })),
    )
  offer(
    'group',
    m.letters_group(),
    (facts.form?.groups ?? []).map((one) => ({ value: one.id, words: said(one.name).text, lang: said(one.name).lang })),
  )
  // What one eats and where one sleeps is nobody's way to choose people.
  for (const { id, kind, label, options = [] } of facts.form?.questions ?? [])
    if (hasOptions(kind) && !isSpecial(kind))
      offer(
        'answer',
        m.letters_answer({ question: said(label).text }),
        options.map((one) => ({ value: `${id}=${one.id}`, words: said(one.label).text, lang: said(one.label).lang })),
        `answer-${id}`,
      )
  const from = [...new Set([...known.flatMap((one) => one.organisationId ?? []), ...audience.organisation])]
  const names = from.map((id) => ({ value: id, words: said(organisations.get(id)).text, lang: said(organisations.get(id)).lang }))
  offer(
    'organisation',
    m.letters_organisation(),
    names.sort((a, b) => a.words.localeCompare(b.words, 'nb')),
  )
  return found
}
