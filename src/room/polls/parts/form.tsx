/** The one small form a poll is made with, on the spot and beforehand. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import { electorates, hasOptions, pollKinds, SCALE_LONGEST, secrecies } from '../rules.ts'
import type { PollKind } from '../tables.ts'
import { electorateWords, kindWords, secrecyWords } from './words.ts'

export interface PollFieldsProps {
  /** Told apart from the other forms of the page by this. */
  readonly id: string
  /** What a poll can be on; the first is chosen unless another is. */
  readonly items: readonly { readonly value: string; readonly label: string; readonly lang?: string | undefined }[]
  readonly values: Readonly<Record<string, string>>
  /** What is wrong, in words, by field. */
  readonly wrong: Readonly<Record<string, string>>
}

export function PollFields({ id, items, values, wrong }: PollFieldsProps) {
  // Without script nothing is known of what is chosen, and every field is there.
  const [kind, setKind] = useState<PollKind | null>(null)
  const at = useRef<HTMLDivElement>(null)
  const chosen = () => setKind((at.current?.querySelector<HTMLSelectElement>('[name="kind"]')?.value as PollKind) ?? null)
  useEffect(chosen, [])
  const field = (name: string) => ({ name, id: `${id}-${name}`, error: wrong[name] })
  return (
    <>
      <TextField {...field('question')} label={m.polls_question()} value={values['question']} required maxLength={300} />
      <div class="sm-form__row" ref={at} onChange={chosen}>
        <Select
          {...field('kind')}
          label={m.polls_kind()}
          value={values['kind'] ?? 'yes_no'}
          options={pollKinds.map((one) => ({ value: one, label: kindWords(one) }))}
        />
        {items.length > 1 ? (
          <Select {...field('item')} label={m.polls_on()} value={values['item'] ?? items[0]!.value} options={[...items]} />
        ) : (
          <input type="hidden" name="item" value={items[0]?.value ?? ''} />
        )}
      </div>
      {/* Hidden, not away: what was written in them is there when the kind is changed back. */}
      <div hidden={kind !== null && !hasOptions(kind)}>
        <TextArea
          {...field('options')}
          label={m.polls_options()}
          help={m.polls_options_help()}
          value={values['options']}
          rows={4}
        />
      </div>
      <div hidden={kind !== null && kind !== 'several' && kind !== 'scale'}>
        <TextField
          {...field('most')}
          label={m.polls_most()}
          help={m.polls_most_help({ longest: SCALE_LONGEST })}
          type="number"
          inputmode="numeric"
          min="1"
          width="short"
          value={values['most']}
        />
      </div>
      <div class="sm-form__row">
        <Select
          {...field('electorate')}
          label={m.polls_electorate()}
          value={values['electorate'] ?? 'present'}
          options={electorates.map((one) => ({ value: one, label: electorateWords(one) }))}
        />
        <Select
          {...field('secrecy')}
          label={m.polls_secrecy()}
          value={values['secrecy'] ?? 'hidden'}
          options={secrecies.map((one) => ({ value: one, label: secrecyWords(one) }))}
        />
      </div>
    </>
  )
}
