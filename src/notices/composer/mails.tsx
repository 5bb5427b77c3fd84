/**
 * The letter as each will read it. What differs between receivers is their language, what is for them, and what they owe: for
 * each such kind it is set once, with marks where a name or a personal link goes, and those are put in for each receiver.
 */
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { said } from '#meeting/parts/said.ts'
import type { MeetingView } from '#meeting/reads.ts'
import { markOf, planOf } from '#meeting/told/rules.ts'
import type { Ground } from '#platform/ground.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { escaped, filled } from '#platform/mail/rules.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { receiversOf } from '../audience/reads.ts'
import type { Group, Reader, Receiver } from '../audience/rules.ts'
import type { Pattern } from '../letters/writes.ts'
import { followingLink } from '../link/rules.ts'
import { askedIn, canRegister, inlinedParts, owedBy, owesAnything } from './inlined/mails.ts'
import { ownActions } from './minutes/mails.ts'
import { type Facts, readFacts } from './reads.ts'
import { type Drafted, draftedOf, namePlaces, sees, tellsAll } from './rules.ts'
import type { Compose } from './writes.ts'

type Site = Pick<Ground, 'config' | 'secret'>

/** Receivers whose letters differ in names and links alone. */
export interface Kind {
  /** Stable while the draft is: an address shows one by it. */
  readonly key: string
  readonly receivers: readonly [Receiver, ...Receiver[]]
  /** How much the letter shows of the programme, where some see less of it than others; null where that makes no difference. */
  readonly sees: 'public' | 'members' | 'whole' | null
}

/** The kinds of letters there will be, the largest first. Where duties are laid in, whoever owes nothing gets none. */
export function kindsOf(facts: Facts, drafted: Drafted, receivers: readonly Receiver[]): Kind[] {
  const due = drafted.inlined === 'duties' ? receivers.filter((one) => owesAnything(facts, one)) : receivers
  const seen = sightOf(facts, drafted)
  // Who has something of their own to follow up, reads a letter of their own.
  const own = (one: Receiver) => (drafted.inlined === 'minutes' && ownActions(facts, one).length > 0 ? `.${one.email}` : '')
  const groups = Map.groupBy(due, (one) => keyOf(facts, one, seen(one.reader)) + own(one))
  return [...groups]
    .map(([key, same]) => ({ key, receivers: same as [Receiver, ...Receiver[]], sees: seen(same[0]!.reader) }))
    .sort((a, b) => b.receivers.length - a.receivers.length)
}

function sightOf({ view }: Facts, { inlined }: Drafted): (reader: Reader) => Kind['sees'] {
  const laidIn = inlined === 'programme' || inlined === 'change' || inlined === 'minutes'
  const all = view && laidIn ? planOf(view).items.map((one) => one.audience) : []
  const hidden = (from: Reader) => all.some((audience) => !sees(from, audience))
  const [some, less] = [hidden('visitor'), hidden('member')]
  return (reader) => {
    if (!some) return null
    if (reader === 'visitor') return 'public'
    return reader === 'member' && less ? 'members' : 'whole'
  }
}

function keyOf(facts: Facts, one: Receiver, seen: Kind['sees']): string {
  const own = one.registration
  const owes = owedBy(facts, one)
  return [
    one.locale,
    whyOf(one),
    seen ?? '-',
    own ? (own.askedAgainAt ? 'asked' : own.attendance) : canRegister(facts, one) ? 'open' : 'none',
    one.readsPage ? 'page' : 'own',
    one.name ? 'named' : 'nameless',
    // The way into the room is another for those without an account.
    ...(facts.code === null ? [] : [one.personId ? 'account' : 'guest']),
    // Their own items, and their own link.
    ...(owes.length > 0 ? [owes[0]!.speakerId] : []),
  ].join('.')
}

/** The letters of a notice, one for each kind of reader, ready for the outbox. */
export const lettersTo = (site: Site, facts: Facts, drafted: Drafted, receivers: readonly Receiver[]): Pattern[] =>
  kindsOf(facts, drafted, receivers).map((kind) => ({
    ...patternFor(site, facts, drafted, kind),
    marks: PLACES,
    receivers: kind.receivers.map((one) => ({
      email: one.email,
      personId: one.personId,
      registrationId: one.registration?.id ?? null,
      fills: personal(site, one),
    })),
  }))

/** Makes the letters of a notice as things stand. */
export const composing =
  (site: Site): Compose =>
  async (tx, actor, about, row) => {
    const drafted = draftedOf(row)
    const facts = await readFacts(tx, actor, about)
    const receivers = await receiversOf(tx, actor, about, drafted.audience)
    return {
      letters: lettersTo(site, facts, drafted, receivers),
      asked: askedIn(facts, drafted, receivers),
      plan: facts.view && tellsAll(drafted) ? markOf(planOf(facts.view)) : null,
    }
  }

/** A kind's letter as the first of its receivers will read it, their personal links taken out. */
export function previewOf(site: Site, facts: Facts, drafted: Drafted, kind: Kind): Written {
  const nowhere = `${site.config.baseUrl}/…`
  const { subject, text, html } = patternFor(site, facts, drafted, kind, nowhere)
  const fills = [kind.receivers[0].name, nowhere, nowhere]
  return {
    subject: filled(subject, PLACES, fills),
    text: filled(text, PLACES, fills),
    html: filled(html, PLACES, fills.map(escaped)),
  }
}

// Characters of a private plane: nobody types them, and where somebody did they are taken out.
const NAME = '\u{f0001}'
const OWN = '\u{f0002}'
const STOP = '\u{f0003}'
const PLACES = [NAME, OWN, STOP]
const MARKS = /[\u{f0001}-\u{f0003}]/gu

/** What stands at each mark, in that order. */
const personal = ({ config, secret }: Site, { name, registration, follower }: Receiver): string[] => [
  name,
  registration ? config.baseUrl + registrationLink(secret, registration) : '',
  follower ? config.baseUrl + followingLink(secret, follower) : '',
]

/** @param nowhere shown in place of a speaker's link */
function patternFor({ config, secret }: Site, facts: Facts, drafted: Drafted, kind: Kind, nowhere?: string) {
  const [one] = kind.receivers
  const { locale } = one
  const { baseUrl } = config
  const { view, network } = facts
  return inLocale(locale, () => {
    const subject = inserted(drafted.subject, one)
    const body = inserted(drafted.body, one)
    const page = `${baseUrl}${view?.path ?? `/${network.slug}`}`
    const [first] = owedBy(facts, one)
    const handIn = first && (nowhere ?? baseUrl + speakerLink(secret, { id: first.speakerId, linkVersion: first.linkVersion }))
    const act = actOf(facts, one, page, handIn)
    const onlyFollows = whyOf(one) === 'followers' && one.follower !== null
    const written = letter({
      locale,
      subject: subject.text,
      kicker: said(view?.meeting.title ?? network.name).text,
      title: subject.text,
      titleLang: subject.lang,
      parts: [
        ...paragraphs(body.text).map((text) => ({ text, lang: body.lang })),
        ...inlinedParts(facts, drafted, one, baseUrl),
        ...(act ? [{ button: act }] : []),
      ],
      foot: reason(facts, one),
      ways: [
        ...(act?.href !== page && one.readsPage ? [{ label: openLabel(view), href: page }] : []),
        ...(onlyFollows ? [{ label: m.letters_mail_stop_following(), href: STOP }] : []),
      ],
    })
    if (!onlyFollows) return written
    // RFC 8058: mail programs show a button of their own, and post to the address themselves.
    return {
      ...written,
      headers: { 'List-Unsubscribe': `<${STOP}/stop>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }
  })
}

function inserted(words: Words, { locale, name }: Receiver): { text: string; lang: Locale | undefined } {
  const found = pick(words, locale)
  if (!found) return { text: '', lang: undefined }
  // Without a name the blank before it goes too: "Hei."
  const text = Object.values(namePlaces).reduce(
    (done, place) =>
      done.replaceAll(new RegExp(`${name ? '' : ' ?'}${place.replaceAll(/[{}]/g, '\\$&')}`, 'gi'), name ? NAME : ''),
    found.text.replaceAll(MARKS, ''),
  )
  return { text, lang: found.lang === locale ? undefined : found.lang }
}

const paragraphs = (text: string): string[] => text.split(/\n{2,}/).filter((one) => one.trim() !== '')

/** The one thing to do, if there is one. */
function actOf(facts: Facts, one: Receiver, page: string, handIn: string | undefined) {
  if (one.registration?.askedAgainAt) return { label: m.letters_mail_still(), href: OWN }
  if (handIn) return { label: m.letters_mail_hand_in(), href: handIn }
  if (one.registration) return { label: m.letters_mail_own(), href: OWN }
  if (canRegister(facts, one)) return { label: m.letters_mail_register(), href: `${page}/register` }
  return one.readsPage ? { label: openLabel(facts.view), href: page } : null
}

const openLabel = (view: MeetingView | null) => (view ? m.letters_mail_open() : m.letters_mail_open_network())

type Why = 'registered' | 'waiting' | 'requested' | 'invited' | 'part' | 'members' | 'followers'
/** What is said first of those that are true: the nearest. */
const nearest: readonly (readonly [Group, Why])[] = [
  ['registered', 'registered'],
  ['waiting', 'waiting'],
  ['requested', 'requested'],
  ['speakers', 'part'],
  ['owing', 'part'],
  ['chair', 'part'],
  ['minute_taker', 'part'],
  ['invited', 'invited'],
  ['members', 'members'],
  ['organisers', 'members'],
  ['unregistered', 'members'],
]
const whyOf = ({ groups, because }: Receiver): Why => {
  const held = because.length > 0 ? new Set(because) : groups
  return nearest.find(([group]) => held.has(group))?.[1] ?? 'followers'
}

function reason({ view, network }: Facts, one: Receiver): string {
  const given = { title: said(view?.meeting.title ?? network.name).text, network: said(network.name).text }
  return m[`letters_why_${whyOf(one)}`](given)
}
