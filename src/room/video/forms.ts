import { z } from 'zod'
import { isWebAddress } from '#meeting/settings/forms.ts'
import { jitsiIn } from './rules.ts'

const was = z.object({ kind: z.string(), joinUrl: z.string(), opens: z.string() })

/** How the video is held. `was` is what the form was made from, as JSON; what cannot be read stands for "something else". */
export const videoForm = z
  .object({
    kind: z.enum(['link', 'jitsi', 'bigbluebutton'], 'video_choose_kind'),
    joinUrl: z
      .string()
      .trim()
      .max(500, 'shared_too_long')
      .refine((text) => text === '' || isWebAddress(text), 'meeting_set_bad_url')
      .transform((text) => text || null),
    opens: z.coerce
      .number('video_opens_wrong')
      .int('video_opens_wrong')
      .min(0, 'video_opens_wrong')
      .max(24 * 60, 'video_opens_wrong'),
    was: z
      .string()
      .transform((json) => was.parse(JSON.parse(json)))
      .catch({ kind: '', joinUrl: '', opens: '' }),
  })
  .refine(({ kind, joinUrl }) => kind !== 'jitsi' || (joinUrl !== null && jitsiIn(joinUrl) !== null), {
    path: ['joinUrl'],
    message: 'video_jitsi_wrong',
  })

export type VideoSettings = z.output<typeof videoForm>
