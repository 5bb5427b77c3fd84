/** A letter that an organiser writes to many: where it stands, what a template begins it with, who may send it. Pure. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayEdit, type Verdict } from '#meeting/rules.ts'
import type { Audience as Openness } from '#meeting/tables.ts'
import { mayOrganise } from '#network/rules.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type Audience, audienceOf, type Group, type Reader } from '../audience/rules.ts'
import type { notice } from '../tables.ts'

export type NoticeRow = typeof notice.$inferSelect
export type Inlined = NoticeRow['inlined']

/** What a letter says and to whom: the part of its row that is written. */
export interface Drafted {
  readonly subject: Words
  readonly body: Words
  readonly inlined: Inlined
  readonly audience: Audience
  /** What it was begun with; a language that is needed later is suggested from it. */
  readonly template: Template
}

/** The form's fields lie in one object in the database: those of the audience, and the template beside them. */
export const draftedOf = ({
  subject,
  body,
  inlined,
  audience,
}: Pick<NoticeRow, 'subject' | 'body' | 'inlined' | 'audience'>): Drafted => ({
  subject,
  body,
  inlined,
  audience: audienceOf(audience as Partial<Audience>),
  template: templates.find((one) => one === audience['template']?.[0]) ?? 'empty',
})
export const storedOf = ({ subject, body, inlined, audience, template }: Drafted) => ({
  subject,
  body,
  inlined,
  audience: { ...audience, template: [template] },
})

export type Standing = 'draft' | 'waiting' | 'sent' | 'removed'

export const standingOf = (row: Pick<NoticeRow, 'sentAt' | 'sendAt' | 'cancelledAt'>): Standing =>
  row.sentAt ? 'sent' : row.cancelledAt ? 'removed' : row.sendAt ? 'waiting' : 'draft'

/** Languages that letters are written in by templates; in Northern Sámi an organiser writes without one. */
export const spoken: readonly Locale[] = ['nb', 'nn', 'en']

export const templates = ['invitation', 'programme', 'reminder', 'practical', 'change', 'thanks', 'minutes', 'empty'] as const
export type Template = (typeof templates)[number]
/** Those for a letter to a network as a whole. */
export const networkTemplates: readonly Template[] = ['empty']

const begins: Record<Template, { readonly to: readonly Group[]; readonly inlined: Inlined }> = {
  invitation: { to: ['members'], inlined: 'programme' },
  programme: { to: ['registered', 'waiting', 'requested'], inlined: 'programme' },
  reminder: { to: ['unregistered', 'unanswered', 'owing'], inlined: 'duties' },
  practical: { to: ['registered'], inlined: 'programme' },
  change: { to: ['registered', 'waiting', 'requested', 'speakers', 'members'], inlined: 'change' },
  thanks: { to: ['registered'], inlined: 'nothing' },
  minutes: { to: ['registered', 'members'], inlined: 'minutes' },
  empty: { to: [], inlined: 'nothing' },
}

/** A letter as a template begins it, in every language there are words for. @param meeting null for the network as a whole */
export function begun(
  template: Template,
  meeting: Pick<MeetingRow, 'title' | 'audience'> | null,
  audience: Partial<Audience> = {},
): Drafted {
  const { to, inlined } = begins[template]
  const chosen = Object.values(audience).some((each) => each.length > 0)
  // A closed meeting is no business of all members.
  const usual = to.map((group) => (group === 'members' && meeting?.audience === 'invited' ? 'invited' : group))
  const words = meeting ? wordsOf(template, meeting.title) : { subject: {}, body: {} }
  return { ...words, inlined, template, audience: audienceOf(chosen ? audience : { to: usual }) }
}

/** A template's own words about a meeting. */
export function wordsOf(template: Template, title: Words): { readonly subject: Words; readonly body: Words } {
  if (template === 'empty') return { subject: {}, body: {} }
  const inAll = (say: (given: { title: string; name: string }) => string) =>
    Object.fromEntries(
      spoken.map((locale) => [
        locale,
        inLocale(locale, () => say({ title: pick(title, locale)?.text ?? '', name: namePlaces[locale] })),
      ]),
    )
  return {
    subject: inAll(({ title: text }) => m[`letters_t_${template}_subject`]({ title: text })),
    body: inAll((given) => m[`letters_t_${template}_body`](given)),
  }
}

/** Where a receiver's name goes in. Any of them does in any language. */
export const namePlaces: Readonly<Record<Locale, string>> = { nb: '{navn}', nn: '{namn}', se: '{namma}', en: '{name}' }
export const isNamePlace = (text: string): boolean => Object.values(namePlaces).includes(text.toLowerCase())

export const SUBJECT_LONGEST = 200
export const BODY_LONGEST = 20_000

/** What is wrong with what was typed, each with its field: "body/nb". */
export interface Fault {
  readonly field: string
  readonly is: 'no_subject' | 'no_body' | 'identity' | 'unknown_place' | 'too_long_subject' | 'too_long_body' | 'nobody'
  /** Of the text that it stands in. */
  readonly locale?: Locale
  /** What stands there and is replaced by nothing: "{dato}". */
  readonly place?: string
}

/** What keeps a draft from being saved: it could never be sent, or should not even lie here. */
export function faultsIn({ subject, body }: Pick<Drafted, 'subject' | 'body'>): Fault[] {
  const found: Fault[] = []
  for (const [name, words, longest] of [
    ['subject', subject, SUBJECT_LONGEST],
    ['body', body, BODY_LONGEST],
  ] as const)
    for (const [language, text] of Object.entries(words)) {
      const locale = language as Locale
      const field = `${name}/${locale}`
      if (text.length > longest) found.push({ field, is: `too_long_${name}` })
      if (holdsIdentityNumber(text)) found.push({ field, is: 'identity', locale })
      const place = (text.match(/\{[^{}\n]{0,40}\}/g) ?? []).find((each) => !isNamePlace(each))
      if (place) found.push({ field, is: 'unknown_place', locale, place })
    }
  return found
}

/** What is missing before it can be sent. @param locale the language that must be there: others fall back to it */
export function missingIn({ subject, body, audience }: Drafted, locale: Locale): Fault[] {
  const found: Fault[] = []
  if (audience.to.length + audience.registration.length === 0) found.push({ field: 'to', is: 'nobody' })
  if (!pick(subject, locale)) found.push({ field: `subject/${locale}`, is: 'no_subject' })
  if (!pick(body, locale)) found.push({ field: `body/${locale}`, is: 'no_body' })
  return found
}

/** Writing and sending letters: about a meeting those who may edit it, about the network its organisers. */
export const mayWrite = (actor: Actor, meeting: Pick<MeetingRow, 'networkId'> | null): Verdict =>
  meeting ? mayEdit(actor, meeting) : mayOrganise(actor)

/** Sending what is written. A draft or a template of a meeting has nobody to be told. */
export function maySend(actor: Actor, meeting: Pick<MeetingRow, 'networkId' | 'publishedAt' | 'template'> | null): Verdict {
  const may = mayWrite(actor, meeting)
  if (may !== 'yes' || meeting === null) return may
  if (meeting.template) return 'letters_template_meeting'
  return meeting.publishedAt === null ? 'letters_draft_meeting' : 'yes'
}

/** Whether a reader of a kind may see what is for an audience: the letter shows no more than the page would. */
export const sees = (reader: Reader, audience: Openness): boolean =>
  audience === 'public' || (audience === 'members' ? reader !== 'visitor' : reader === 'invited' || reader === 'organiser')

/** Whether a letter reaches all that a change of plan concerns, so that the plan counts as told. */
export const tellsAll = ({ audience, inlined }: Drafted): boolean =>
  (inlined === 'change' || inlined === 'programme') &&
  (['members', 'invited', 'registered'] as const).some((group) => audience.to.includes(group)) &&
  [audience.not, audience.mode, audience.day, audience.group, audience.answer, audience.organisation].every(
    (one) => one.length === 0,
  )

/** What a mail server's refusal asks for. @param said the server's words, with its codes in front (RFC 5321, RFC 3463) */
export function remedyFor(said: string): 'unknown' | 'full' | 'policy' | 'other' {
  if (
    /\b5\.1\.[0-36]\b|user unknown|no such user|does not exist|invalid (recipient|mailbox)|unknown (user|recipient)/i.test(said)
  )
    return 'unknown'
  if (/\b[45]\.2\.2\b|^552\b|quota|mailbox (is )?full/i.test(said)) return 'full'
  if (/\b5\.7\.\d+\b|spf|dkim|dmarc|spam|blocked|policy|relay/i.test(said)) return 'policy'
  return /^550\b/.test(said) ? 'unknown' : 'other'
}
