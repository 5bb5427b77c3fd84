/** The work page of a recording's captions: what is owed, what is there, a new file. */
import { m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { ErrorText } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { Said } from '../../parts/said.tsx'
import type { View } from '../../viewer/reads.ts'
import { viewPath } from '../../viewer/rules.ts'
import { Duty } from '../parts/duty.tsx'
import { captionsHref, captionsPath } from '../rules.ts'

export function CaptionsPage({ view, error }: { view: View; error: string | undefined }) {
  const { material, place } = view
  const path = captionsPath(place.meetingPath, material.id)
  return (
    <main id="content" class="sm-page sm-page--text">
      <Crumbs
        label={m.viewer_crumbs()}
        steps={[
          { text: <Said of={place.meeting.title} />, href: place.meetingPath },
          { text: <Said of={material.title} />, href: viewPath(place.meetingPath, material.id) },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.viewer_captions_title()}</h1>
      <Duty material={material} />
      <ErrorSummary title={m.shared_errors_title()} errors={error === undefined ? [] : [{ field: 'captions', text: error }]} />
      <Section id="there" title={m.viewer_captions_there()}>
        {material.captionsSha256 ? (
          <>
            <p>
              <State is="approved">{m.viewer_captions_is({ file: material.captionsName ?? '' })}</State>
            </p>
            <div class="sm-acts">
              <LinkButton href={captionsHref(place.meetingPath, material.id)} variant="secondary" size="sm" icon={icons.download}>
                {m.viewer_captions_download()}
              </LinkButton>
              <PostButton action={`${path}/remove`} variant="tertiary" color="danger" size="sm" icon={icons.trash}>
                {m.viewer_captions_remove()}
              </PostButton>
            </div>
          </>
        ) : (
          <p class="soft">{m.viewer_captions_none()}</p>
        )}
      </Section>
      <Section id="new" title={material.captionsSha256 ? m.viewer_captions_other() : m.viewer_captions_new()}>
        <form class="sm-form" method="post" enctype="multipart/form-data" action={path}>
          <div class="ds-field">
            <label class="ds-label" for="captions">
              {m.viewer_captions_file()}
            </label>
            <p data-field="description" id="captions-help">
              {m.viewer_captions_help()}
            </p>
            <input
              class="sm-file"
              id="captions"
              name="captions"
              type="file"
              accept=".vtt,.srt,text/vtt,application/x-subrip"
              required
              aria-describedby={error === undefined ? 'captions-help' : 'captions-help captions-error'}
              aria-invalid={error === undefined ? undefined : 'true'}
            />
            {error === undefined ? null : <ErrorText id="captions-error">{error}</ErrorText>}
          </div>
          <div class="sm-form__end">
            <Button icon={icons.captions}>{m.viewer_captions_give()}</Button>
          </div>
        </form>
      </Section>
    </main>
  )
}
