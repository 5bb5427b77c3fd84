/** A recording in the page: the player where it is a file here, the way out where it lies elsewhere, and all that is said. */

import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { languageName } from '../../parts/kind.ts'
import type { MaterialRow, VersionRow } from '../../rules.ts'
import { materialHref } from '../../rules.ts'
import { captionsHref } from '../rules.ts'

export interface RecordingProps {
  readonly material: MaterialRow
  readonly current: VersionRow | null
  readonly meetingPath: string
  /** What is spoken, as far as anybody knows. */
  readonly locale: Locale
}

export function Recording(props: RecordingProps) {
  return (
    <>
      <Player {...props} />
      {props.material.captionsText ? <Spoken {...props} text={props.material.captionsText} /> : null}
    </>
  )
}

function Player({ material, current, meetingPath, locale }: RecordingProps) {
  const href = materialHref(material, current)
  if (!href) return null
  if (!current)
    return (
      <div class="sm-acts sm-viewer__have">
        <LinkButton href={href} rel="noopener" icon={icons.play}>
          {m.viewer_recording_at({ host: new URL(href).hostname.replace(/^www\./, '') })}
        </LinkButton>
      </div>
    )
  // Not something a browser plays: it can be downloaded.
  if (!/^(audio|video)\//.test(current.mediaType)) return null
  const captions = material.captionsSha256 ? (
    <track kind="captions" src={captionsHref(meetingPath, material.id)} srclang={locale} label={languageName(locale)} default />
  ) : null
  const Media = current.mediaType.startsWith('audio/') ? 'audio' : 'video'
  return (
    <Media class="sm-player" controls preload="metadata" src={href}>
      {captions}
    </Media>
  )
}

function Spoken({ material, locale, text }: RecordingProps & { text: string }) {
  return (
    <details class="sm-more" id="spoken" open={material.url !== null}>
      <summary>
        {m.viewer_spoken()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <div class="sm-prose" lang={locale}>
        {text.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </details>
  )
}
