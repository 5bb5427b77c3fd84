/** One material: its words in each language, a new file, its versions, whether readers see it. */
import { Fragment } from 'preact'
import type { Audience } from '#meeting/tables.ts'
import { dateTime } from '#platform/words/dates.ts'
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, Select, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { Filled } from '../parts/about.tsx'
import { audienceName, languageName } from '../parts/kind.ts'
import { plainly, Said, stepsTo } from '../parts/said.tsx'
import { ShowingState } from '../publishing/parts/showing.tsx'
import type { MaterialOfItem, Place } from '../reads.ts'
import { addressKinds, fileFacts, itemIdAt, kindName, materialHref, organisersFileKinds } from '../rules.ts'
import { NewVersion } from '../upload/parts/newversion.tsx'

export interface MaterialPageProps {
  readonly place: Place
  readonly material: MaterialOfItem
  readonly organises: boolean
  readonly mayReplace: boolean
  readonly audiences: readonly Audience[]
  /** Bytes. */
  readonly limit: number
  readonly back: (Filled & { readonly form: 'words' | 'file'; readonly conflict: boolean }) | null
}

export function MaterialPage(props: MaterialPageProps) {
  const { place, material, back } = props
  const list = `${place.path}/materials`
  const base = `${list}/${material.id}`
  const whole = itemIdAt(place) === null
  return (
    <main id="content" class="sm-page sm-page--text">
      <Crumbs
        label={m.materials_crumbs()}
        steps={[...stepsTo(place), { text: whole ? m.handin_whole_title() : m.materials_title(), href: list }]}
      />
      <h1 class="sm-title sm-title--m">
        <Said of={material.title} />
      </h1>
      <p>
        <ShowingState of={material} rule={place.item.publishRule} timezone={place.meeting.timezone} />
      </p>
      {back?.conflict ? (
        <Alert tone="warning" title={m.shared_conflict()} role="alert">
          {m.materials_conflict({ title: plainly(material.title) })}
        </Alert>
      ) : null}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(back?.errors ?? {}).map(([field, text]) => ({
          field: back?.form === 'file' ? `file-${field}` : field,
          text,
        }))}
      />
      {props.organises ? <WordsForm {...props} base={base} list={list} /> : null}
      {props.mayReplace ? (
        <Section id="replace" title={m.materials_replace_title()}>
          <p class="soft">{m.materials_replace_text()}</p>
          <NewVersion
            prefix="file"
            action={`${base}/file`}
            uploads={`${place.path}/uploads`}
            done={base}
            limit={props.limit}
            errors={back?.form === 'file' ? back.errors : {}}
          />
        </Section>
      ) : null}
      {props.organises && material.versions.length > 0 ? <Versions {...props} base={base} /> : null}
      {props.organises ? <Visibility material={material} base={base} /> : null}
    </main>
  )
}

function WordsForm(props: MaterialPageProps & { base: string; list: string }) {
  const { material, place, back } = props
  const { typed, errors } = back?.form === 'words' ? back : { typed: {} as Filled['typed'], errors: {} as Filled['errors'] }
  const kinds = material.currentVersionId ? organisersFileKinds : addressKinds
  const inUse = (l: Locale) =>
    l === place.meeting.locale ||
    !!material.title[l] ||
    !!material.description?.[l] ||
    !!typed[`title_${l}`] ||
    !!typed[`description_${l}`]
  const fields = (l: Locale) => (
    <Fragment key={l}>
      <TextField
        name={`title_${l}`}
        label={m.materials_title_in({ language: languageName(l) })}
        value={typed[`title_${l}`] ?? material.title[l]}
        lang={l}
        maxLength={200}
        error={errors[`title_${l}`]}
      />
      <TextArea
        name={`description_${l}`}
        label={m.materials_description_in({ language: languageName(l) })}
        optional={m.shared_optional()}
        rows={3}
        value={typed[`description_${l}`] ?? material.description?.[l]}
        lang={l}
        maxLength={2000}
        error={errors[`description_${l}`]}
      />
    </Fragment>
  )
  const others = locales.filter((l) => !inUse(l))
  return (
    <Section id="words" title={m.materials_words_title()}>
      <form class="sm-form" method="post" action={props.base} novalidate>
        <input type="hidden" name="version" value={material.version} />
        {material.currentVersionId ? null : (
          <TextField
            name="url"
            label={m.materials_url()}
            type="url"
            inputmode="url"
            required
            value={typed.url ?? material.url ?? ''}
            error={errors.url}
          />
        )}
        {locales.filter(inUse).map(fields)}
        {others.length === 0 ? null : (
          <details class="sm-more">
            <summary>
              {m.materials_other_languages()}
              <Icon of={icons.chevronDown} class="chevron" />
            </summary>
            <div class="sm-form">{others.map(fields)}</div>
          </details>
        )}
        <div class="sm-form__row">
          <Select
            name="kind"
            label={m.materials_kind()}
            options={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
            value={typed.kind ?? material.kind}
            error={errors.kind}
          />
          <Select
            name="locale"
            label={m.materials_locale()}
            options={[
              { value: '', label: m.materials_locale_none() },
              ...locales.map((l) => ({ value: l, label: languageName(l) })),
            ]}
            value={typed.locale ?? material.locale ?? ''}
            error={errors.locale}
          />
          {props.audiences.length > 1 ? (
            <Select
              name="audience"
              label={m.materials_audience()}
              options={props.audiences.map((audience) => ({ value: audience, label: audienceName(audience) }))}
              value={typed.audience ?? material.audience}
              error={errors.audience}
            />
          ) : null}
        </div>
        <Checkbox
          name="readBefore"
          label={m.handin_read_before()}
          checked={back?.form === 'words' ? typed.readBefore !== undefined : material.readBefore}
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={props.list}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </Section>
  )
}

function Versions(props: MaterialPageProps & { base: string }) {
  const { material, place } = props
  return (
    <Section id="versions" title={m.materials_versions()} aside={String(material.versions.length)}>
      <ol class="sm-list" reversed>
        {material.versions.map((version) => (
          <li key={version.id}>
            <a class="sm-list__t" href={materialHref(material, version) ?? ''}>
              {m.materials_version_name({ number: version.number, file: version.fileName })}
            </a>
            <span class="sm-list__m">
              {[fileFacts(version), dateTime(version.uploadedAt, place.meeting.timezone), version.uploadedByName ?? '']
                .filter(Boolean)
                .join(' · ')}
            </span>
            {version.id === material.currentVersionId ? (
              <State is="approved">{m.materials_version_current()}</State>
            ) : (
              <PostButton
                action={`${props.base}/current`}
                fields={{ number: String(version.number) }}
                variant="secondary"
                size="sm"
                label={m.materials_version_choose_of({ number: version.number })}
              >
                {m.materials_version_choose()}
              </PostButton>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Visibility(props: { material: MaterialOfItem; base: string }) {
  const { material, base } = props
  const published = material.publishedAt !== null
  return (
    <Section id="seen" title={m.materials_seen_title()} class="sm-danger">
      <p class="soft">
        {published
          ? m.materials_seen_published()
          : material.kind === 'recording'
            ? m.materials_recording_duty()
            : m.materials_seen_hidden()}
      </p>
      <div class="sm-acts">
        <PostButton
          action={`${base}/${published ? 'hide' : 'publish'}`}
          variant="secondary"
          icon={published ? icons.eyeSlash : icons.eye}
        >
          {published ? m.materials_hide() : m.materials_publish()}
        </PostButton>
        <PostButton action={`${base}/remove`} variant="secondary" color="danger" icon={icons.trash}>
          {m.shared_remove()}
        </PostButton>
      </div>
    </Section>
  )
}
