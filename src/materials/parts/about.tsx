import type { Audience } from '#meeting/tables.ts'
import { locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Checkbox, RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import { kindName } from '../rules.ts'
import type { MaterialKind } from '../tables.ts'
import { audienceName, languageName } from './kind.ts'

/** What was typed, and what is wrong with it, by the name of the field. */
export interface Filled {
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly errors: Readonly<Record<string, string>>
}

export interface AboutProps extends Filled {
  /** Stands before every id: two forms share a page. */
  readonly prefix: string
  readonly kinds: readonly MaterialKind[]
  /** Whom it may be narrowed to; empty where that is not the sender's to choose. */
  readonly audiences: readonly Audience[]
  /** The language to begin with. */
  readonly locale: string
  /** Whether it is the sender's to say that it is to be read before the meeting. */
  readonly readBefore?: boolean | undefined
}

/** Kind, language, whom it is for: what is asked of everything that hangs on an item. */
export function KindAndLanguage(props: AboutProps) {
  const { prefix, typed, errors } = props
  return (
    <>
      {props.kinds.length > 1 ? (
        <RadioGroup
          name="kind"
          id={`${prefix}-kind`}
          legend={m.materials_kind()}
          options={props.kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
          value={typed.kind ?? props.kinds[0]}
          error={errors.kind}
        />
      ) : (
        <input type="hidden" name="kind" value={props.kinds[0]} />
      )}
      {props.kinds.includes('recording') ? <p class="soft">{m.materials_recording_duty()}</p> : null}
      <div class="sm-form__row">
        <Select
          name="locale"
          id={`${prefix}-locale`}
          label={m.materials_locale()}
          options={locales.map((l) => ({ value: l, label: languageName(l) }))}
          value={typed.locale ?? props.locale}
          error={errors.locale}
        />
        {props.audiences.length > 1 ? (
          <Select
            name="audience"
            id={`${prefix}-audience`}
            label={m.materials_audience()}
            options={props.audiences.map((audience) => ({ value: audience, label: audienceName(audience) }))}
            value={typed.audience ?? 'public'}
            error={errors.audience}
          />
        ) : null}
      </div>
      {props.readBefore ? (
        <Checkbox
          name="readBefore"
          id={`${prefix}-readBefore`}
          label={m.handin_read_before()}
          checked={typed.readBefore !== undefined}
        />
      ) : null}
    </>
  )
}

/** Title and description in one language. */
export function TitleAndDescription(props: Filled & { readonly prefix: string; readonly titleHelp: string }) {
  const { prefix, typed, errors } = props
  return (
    <>
      <TextField
        name="title"
        id={`${prefix}-title`}
        label={m.materials_title_field()}
        optional={m.shared_optional()}
        help={props.titleHelp}
        value={typed.title}
        maxLength={200}
        error={errors.title}
      />
      <TextArea
        name="description"
        id={`${prefix}-description`}
        label={m.materials_description()}
        optional={m.shared_optional()}
        help={m.materials_description_help()}
        rows={3}
        value={typed.description}
        maxLength={2000}
        error={errors.description}
      />
    </>
  )
}
