/** What the composer says of groups, faults and kinds of letters, in the language in force. */
import { languageName } from '#materials/parts/kind.ts'
import { said } from '#meeting/parts/said.ts'
import { list } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { dayName } from '#registration/answers/rules.ts'
import type { Audience, Group, Receiver } from '../../audience/rules.ts'
import type { Kind } from '../mails.tsx'
import type { Facts } from '../reads.ts'
import { type Fault, namePlaces, spoken, type Template } from '../rules.ts'

export const groupName = (group: Group): string => m[`letters_g_${group}`]()

export const templateName = (template: Template): string => m[`letters_t_${template}`]()

export const modeName = (mode: 'onsite' | 'online'): string =>
  mode === 'online' ? m.letters_mode_online() : m.letters_mode_onsite()

/** The languages that letters need: the main one first, then those that receivers read. */
export function languagesFor(
  main: Locale,
  receivers: readonly Pick<Receiver, 'locale'>[],
  written: readonly Locale[] = [],
): Locale[] {
  const read = (['nb', 'nn', 'en', 'se'] as const).filter(
    (locale) => receivers.some((one) => one.locale === locale) || written.includes(locale),
  )
  return [...new Set([spoken.includes(main) ? main : 'nb', ...read])]
}

/** "30 på bokmål og 8 på nynorsk", the most first; empty for none. */
export function byLanguage(receivers: readonly Pick<Receiver, 'locale'>[]): string {
  const counted = [...Map.groupBy(receivers, (one) => one.locale)].sort(([, a], [, b]) => b.length - a.length)
  return list(
    counted.map(([locale, all]) => m.letters_by_language({ count: String(all.length), language: languageName(locale) })),
  )
}

/** At the beginning of a line. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** What is wrong with a field, in words. */
export function faultText({ is, locale, place }: Fault): string {
  const language = locale ? languageName(locale) : ''
  const given = { language, place: place ?? '', name: namePlaces[locale ?? 'nb'] }
  switch (is) {
    case 'identity':
      return m.letters_identity(given)
    case 'unknown_place':
      return m.letters_unknown_place(given)
    default:
      return m[`letters_${is}`]()
  }
}

/** "Bokmål, påmeldte, digitalt, med hele programmet": what makes one kind of letter another than the next. */
export function kindName(kind: Kind): string {
  const [first] = kind.receivers
  const own = first.registration
  const [because] = first.because
  return [
    capital(languageName(first.locale)),
    because ? groupName(because).toLocaleLowerCase() : m.letters_picked().toLocaleLowerCase(),
    own?.attendance === 'online' ? m.letters_kind_online() : '',
    kind.sees === 'public'
      ? m.letters_kind_public()
      : kind.sees === 'members'
        ? m.letters_kind_members()
        : kind.sees
          ? m.letters_kind_whole()
          : '',
    own ? m.letters_kind_own_link() : '',
  ]
    .filter(Boolean)
    .join(', ')
}

const SOME = 3

/** The first few of those who get a kind of letter. */
export const someOf = ({ receivers }: Kind): string =>
  m.letters_kind_names({ names: list(receivers.slice(0, SOME).map((one) => one.name || one.email)) })

/** Whom it goes to, in one line: the groups, then what narrows them. */
export function audienceText(
  audience: Audience,
  facts: Facts,
  organisations: ReadonlyMap<string, Parameters<typeof said>[0]>,
): string {
  const days = facts.view?.days ?? []
  const questions = facts.form?.questions ?? []
  const narrowed = [
    ...audience.mode.map(modeName),
    ...days.flatMap((day, at) => (audience.day.includes(day.id) ? [dayName(day, at)] : [])),
    ...(facts.form?.groups ?? []).flatMap((one) => (audience.group.includes(one.id) ? [said(one.name).text] : [])),
    ...questions.flatMap((question) =>
      (question.options ?? []).flatMap((option) =>
        audience.answer.includes(`${question.id}=${option.id}`)
          ? [`${said(question.label).text}: ${said(option.label).text}`]
          : [],
      ),
    ),
    ...audience.organisation.flatMap((id) => (organisations.has(id) ? [said(organisations.get(id)).text] : [])),
  ]
  const groups = [...audience.to.map(groupName), ...(audience.registration.length > 0 ? [m.letters_picked()] : [])]
  const except = audience.not.map(groupName)
  return [
    list(groups),
    narrowed.length > 0 && `${m.letters_narrow()}: ${list(narrowed)}`,
    except.length > 0 && `${m.letters_not()}: ${list(except)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
