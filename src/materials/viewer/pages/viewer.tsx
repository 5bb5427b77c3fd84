/** One file, read in the page: what it is, its pages, and the ways to have it whole. */
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { Duty } from '../../captions/parts/duty.tsx'
import { Recording } from '../../captions/parts/recording.tsx'
import { captionsPath } from '../../captions/rules.ts'
import { languageName } from '../../parts/kind.ts'
import { Said, stepsTo } from '../../parts/said.tsx'
import { fileFacts, kindName, materialHref, mediaName, sizeName, type VersionRow } from '../../rules.ts'
import { Findings } from '../parts/findings.tsx'
import { PageList, type PagesProps } from '../parts/pages.tsx'
import { StandingNotice } from '../parts/standing.tsx'
import type { View } from '../reads.ts'
import { pdfHref } from '../rules.ts'

export interface ViewerPageProps {
  readonly view: View
  readonly pages: PagesProps
  /** The page's own address. */
  readonly path: string
  /** The language of the file, as far as anybody knows. */
  readonly spokenIn: Locale
  /** Work on what hangs on the item; null for those who may not. */
  readonly workPath: string | null
}

export function ViewerPage(props: ViewerPageProps) {
  const { view, pages } = props
  const { material, current, place, standing } = view
  const speakers = place.item.speakers.map((one) => one.name)
  const facts = current && fileFacts({ ...current, pages: standing?.pages ?? current.pages })
  return (
    <main id="content" class="sm-page">
      <Crumbs label={m.viewer_crumbs()} steps={stepsTo(place)} />
      <h1 class="sm-title sm-title--m">
        <Said of={material.title} />
      </h1>
      <p class="soft">
        {[
          speakers.length > 0 ? m.viewer_by({ names: speakers.join(', ') }) : '',
          kindName(material.kind),
          facts ?? '',
          material.locale ? languageName(material.locale) : '',
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        {material.publishedAt ? null : <State is="hidden">{m.materials_hidden()}</State>}
      </p>
      {material.description ? (
        <p class="sm-lead">
          <Said of={material.description} />
        </p>
      ) : null}
      {material.kind === 'recording' ? (
        <Recording material={material} current={current} meetingPath={place.meetingPath} locale={props.spokenIn} />
      ) : current ? (
        <StandingNotice standing={standing} path={props.path} />
      ) : null}
      {pages.pages.length === 0 ? null : (
        <Island name="materials/viewer/slides" props={pages} when="now" hydrate>
          <div class="sm-viewer">
            <p class="sr" role="status" />
            <PageList {...pages} current={null} />
          </div>
        </Island>
      )}
      {current && standing?.is !== 'stopped' && standing?.is !== 'checking' ? <Downloads {...props} current={current} /> : null}
      {props.workPath ? <ForOrganisers view={view} /> : null}
    </main>
  )
}

function Downloads({ view, current, workPath }: ViewerPageProps & { current: VersionRow }) {
  return (
    <div class="sm-acts sm-viewer__have">
      <LinkButton href={materialHref(view.material, current)!} variant="secondary" icon={icons.download} size="sm">
        {m.viewer_download({ name: mediaName(current.mediaType), size: sizeName(current.size) })}
      </LinkButton>
      {view.preview?.pdfSha256 ? (
        <LinkButton href={pdfHref(current)} variant="secondary" icon={icons.filePdf} size="sm">
          {m.viewer_download_pdf()}
        </LinkButton>
      ) : null}
      {workPath ? (
        <LinkButton href={workPath} variant="tertiary" icon={icons.pencil} size="sm">
          {m.shared_edit()}
        </LinkButton>
      ) : null}
    </div>
  )
}

/** What only those see who can do something about it. */
function ForOrganisers({ view }: { view: View }) {
  const { material, place, preview } = view
  if (material.kind === 'recording')
    return (
      <Section id="recording" title={m.viewer_recording()}>
        <Duty material={material} />
        <p>
          <a class="ds-link" href={captionsPath(place.meetingPath, material.id)}>
            {material.captionsSha256 ? m.viewer_captions_other() : m.viewer_captions_new()}
          </a>
        </p>
      </Section>
    )
  return <Findings preview={preview} />
}
