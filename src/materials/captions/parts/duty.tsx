import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { State } from '#ui/state.tsx'
import type { MaterialRow } from '../../rules.ts'

/** What whoever publishes a recording owes those who do not hear or do not see, as far as it is not done. */
export function Duty({ material }: { material: Pick<MaterialRow, 'publishedAt' | 'captionsSha256'> }) {
  const captioned = material.captionsSha256 !== null
  return (
    <Alert
      tone={material.publishedAt && !captioned ? 'warning' : 'info'}
      title={captioned ? m.viewer_duty_captioned() : material.publishedAt ? m.viewer_duty_published() : m.viewer_duty_hidden()}
    >
      {m.viewer_duty_text()}
    </Alert>
  )
}

/** Whether a recording has captions, in a list of files; it leads to where they are given. */
export function CaptionsLine({ captioned, href }: { captioned: boolean; href: string }) {
  return (
    <a href={`${href}/captions`}>
      {captioned ? (
        <State is="approved">{m.viewer_duty_captioned()}</State>
      ) : (
        <State is="stuck">{m.viewer_captions_none()}</State>
      )}
    </a>
  )
}
