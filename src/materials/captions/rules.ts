/** Who may caption a recording, and where its captions are found. Pure. */
import type { Actor } from '#actor.ts'
import { mayEdit, type Verdict } from '#meeting/rules.ts'
import type { ItemPlace, MaterialRow } from '../rules.ts'
import { viewPath } from '../viewer/rules.ts'

/** Giving a recording its captions, and taking them away. */
export function mayCaption(actor: Actor, item: Pick<ItemPlace, 'networkId'>, material: Pick<MaterialRow, 'kind'>): Verdict {
  if (mayEdit(actor, item) !== 'yes') return 'meeting_only_organisers'
  return material.kind === 'recording' ? 'yes' : 'viewer_captions_no_recording'
}

/** The work page for a recording's captions. */
export const captionsPath = (meetingPath: string, materialId: string): string => `${viewPath(meetingPath, materialId)}/captions`

/** The captions as a browser draws them, always WebVTT. */
export const captionsHref = (meetingPath: string, materialId: string): string => `${captionsPath(meetingPath, materialId)}.vtt`
