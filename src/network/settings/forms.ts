import { z } from 'zod'
import { licenceIds } from '../about/rules.ts'
import { localeField, longWords, nameWords, wordsFrom } from '../forms.ts'

const isAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
const isMail = (text: string) => z.email().safeParse(text).success

const optionalText = (fits: (text: string) => boolean, key: string) =>
  z
    .string()
    .trim()
    .max(500, 'network_too_long')
    .refine((text) => text === '' || fits(text), key)
    .transform((text) => text || null)

/** Within what a day's news is held back at most. */
const quietField = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, 'network_quiet_wrong')
  .transform(Number)
  .refine((minutes) => minutes >= 5 && minutes <= 240, 'network_quiet_wrong')

export const settingsForm = z.object({
  name: nameWords,
  description: longWords.transform((words) => (Object.keys(words).length > 0 ? words : null)),
  locale: localeField,
  timezone: z.string().refine((zone) => timezones().includes(zone), 'network_timezone_wrong'),
  accessibilityUrl: optionalText(isAddress, 'network_url_wrong'),
  contact: optionalText((text) => isMail(text) || isAddress(text), 'network_contact_wrong'),
  privacyUrl: optionalText(isAddress, 'network_url_wrong'),
  quietMinutes: quietField,
  decisionNumbers: z.enum(['year', 'meeting']).catch('year'),
  licence: z.enum(licenceIds).nullable().catch(null),
})

/** A form's flat fields as what the schema reads. */
export const settingsFrom = (body: Readonly<Record<string, string>>): unknown => ({
  accessibilityUrl: '',
  contact: '',
  privacyUrl: '',
  quietMinutes: '30',
  decisionNumbers: 'year',
  licence: '',
  ...body,
  name: wordsFrom(body, 'name'),
  description: wordsFrom(body, 'description'),
})

/** Those a northern network is likely to need stand first in the list. */
export function timezones(): readonly string[] {
  const near = ['Europe/Oslo', 'Europe/Stockholm', 'Europe/Helsinki', 'Europe/Copenhagen', 'Atlantic/Reykjavik', 'UTC']
  return [...near, ...Intl.supportedValuesOf('timeZone').filter((zone) => !near.includes(zone))]
}
