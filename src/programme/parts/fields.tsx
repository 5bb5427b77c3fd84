/** The fields of one item, the same on a page of their own and opened in the programme. */
import { audiencesOfPart } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import { clock } from '#platform/words/dates.ts'
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Checkbox, Select, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { type Field, type ItemEdit, kinds } from '../rules.ts'
import { SpeakersFields } from '../speakers/parts/fields.tsx'
import type { Member } from '../speakers/rules.ts'
import { ConflictChoices, type Disagreement } from './conflict.tsx'
import { kindName } from './kind.tsx'

export interface FieldsProps {
  readonly edit: ItemEdit
  /** The language the meeting is written in: its fields come first. */
  readonly locale: Locale
  readonly meetingAudience: Audience
  /** A part of an item has neither times nor day of its own. */
  readonly isPart: boolean
  readonly error: (field: string) => string | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly conflicts: readonly Disagreement[]
  /** Those the network has, to be found as speakers. */
  readonly members: readonly Member[]
}

export const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

export function ItemFields(props: FieldsProps) {
  const { edit, locale, error, typed } = props
  const others = locales.filter((one) => one !== locale)
  const translated = others.some((one) => edit.title[one] ?? edit.description?.[one] ?? edit.note?.[one])
  return (
    <>
      <ConflictChoices of={props.conflicts} error={error} />
      <TextField
        name={`title/${locale}`}
        label={m.programme_item_title()}
        value={edit.title[locale] ?? ''}
        error={error('title')}
        lang={locale}
        required
      />
      <div class="sm-form__row">
        {props.isPart ? null : (
          <>
            <TextField
              name="start"
              label={m.programme_start()}
              width="short"
              inputmode="numeric"
              value={typed.start ?? clock(edit.start ?? '')}
              error={error('start')}
            />
            <TextField
              name="end"
              label={m.programme_end()}
              width="short"
              inputmode="numeric"
              value={typed.end ?? clock(edit.end ?? '')}
              error={error('end')}
            />
          </>
        )}
        <Select
          name="kind"
          label={m.programme_kind()}
          value={edit.kind}
          options={kinds.map((value) => ({ value, label: kindName(value) }))}
        />
      </div>
      <SpeakersFields speakers={edit.speakers} members={props.members} error={error} typed={typed} />
      <TextArea
        name={`description/${locale}`}
        label={m.programme_description()}
        value={edit.description?.[locale] ?? ''}
        rows={3}
        lang={locale}
        reading
        optional={m.shared_optional()}
      />
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{m.programme_expects()}</legend>
        <Checkbox name="expectsMaterial" label={m.programme_expects_material()} checked={edit.expectsMaterial} />
        <Checkbox name="expectsMinutes" label={m.programme_expects_minutes()} checked={edit.expectsMinutes} />
      </fieldset>
      <details
        class="sm-more"
        open={
          Boolean(edit.note ?? edit.track ?? edit.room) ||
          edit.pinned ||
          edit.audience !== 'public' ||
          error('audience') !== undefined
        }
      >
        <summary>
          {m.programme_more_fields()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <div class="sm-form">
          <TextField
            name={`note/${locale}`}
            label={m.programme_note()}
            help={m.programme_note_help()}
            value={edit.note?.[locale] ?? ''}
            lang={locale}
          />
          {props.isPart ? null : (
            <>
              <div class="sm-form__row">
                <TextField name="room" label={m.programme_room()} value={edit.room ?? ''} error={error('room')} />
                <TextField
                  name="track"
                  label={m.programme_track()}
                  help={m.programme_track_help()}
                  value={edit.track ?? ''}
                  error={error('track')}
                />
              </div>
              <Checkbox name="pinned" label={m.programme_pinned()} checked={edit.pinned} />
            </>
          )}
          <Select
            name="audience"
            label={m.programme_audience()}
            value={edit.audience}
            error={error('audience')}
            options={audiencesOfPart(props.meetingAudience, edit.audience).map((value) => ({
              value,
              label: audienceName(value),
            }))}
          />
        </div>
      </details>
      <details class="sm-more" open={translated}>
        <summary>
          {m.programme_other_languages()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <div class="sm-form">
          {others.map((one) => (
            <fieldset class="ds-fieldset" key={one}>
              <legend class="ds-label">{languageName(one)}</legend>
              <TextField name={`title/${one}`} label={m.programme_item_title()} value={edit.title[one] ?? ''} lang={one} />
              <TextArea
                name={`description/${one}`}
                label={m.programme_description()}
                value={edit.description?.[one] ?? ''}
                rows={2}
                lang={one}
                reading
              />
              <TextField name={`note/${one}`} label={m.programme_note()} value={edit.note?.[one] ?? ''} lang={one} />
            </fieldset>
          ))}
        </div>
      </details>
    </>
  )
}

/** The audience of a part of a meeting, in words. */
export const audienceName = (audience: Audience): string =>
  ({
    public: m.programme_audience_same,
    members: m.programme_audience_members,
    invited: m.programme_audience_invited,
  })[audience]()

export function fieldName(field: Field): string {
  const [part, locale] = field.split('.') as [string, Locale | undefined]
  const name = (
    {
      title: m.programme_item_title,
      description: m.programme_description,
      note: m.programme_note,
      time: m.programme_times,
      kind: m.programme_kind,
      track: m.programme_track,
      room: m.programme_room,
      pinned: m.programme_pinned,
      audience: m.programme_audience,
      expectsMaterial: m.programme_expects_material,
      expectsMinutes: m.programme_expects_minutes,
      speakers: m.programme_speakers,
    } as Record<string, () => string>
  )[part]!()
  return locale ? `${name} (${languageName(locale)})` : name
}

/** What a field says, as one line, for showing two versions beside each other. */
export function fieldText(field: Field, edit: ItemEdit): string {
  const [part, locale] = field.split('.') as [string, Locale | undefined]
  if (part === 'time') return [edit.start, edit.end].filter(Boolean).join('–')
  if (part === 'kind') return kindName(edit.kind)
  if (part === 'speakers')
    return edit.speakers.map((one) => [one.name, one.office, one.email].filter(Boolean).join(', ')).join('; ')
  if (part === 'expectsMaterial' || part === 'expectsMinutes' || part === 'pinned')
    return edit[part] ? m.programme_yes() : m.programme_no()
  if (part === 'audience')
    return {
      public: m.programme_audience_same(),
      members: m.programme_audience_members(),
      invited: m.programme_audience_invited(),
    }[edit.audience]
  if (part === 'track' || part === 'room') return edit[part] ?? ''
  return edit[part as 'title' | 'description' | 'note']?.[locale!] ?? ''
}
