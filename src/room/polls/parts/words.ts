/** What kinds of polls, their electors and their secrecy are called, and what each option is. */
import { type Said, said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import type { PollOption } from '../document.ts'
import type { Electorate, PollKind, Secrecy } from '../tables.ts'

export const kindWords = (kind: PollKind): string =>
  ({
    yes_no: m.polls_kind_yes_no,
    single: m.polls_kind_single,
    several: m.polls_kind_several,
    ranking: m.polls_kind_ranking,
    scale: m.polls_kind_scale,
    words: m.polls_kind_words,
    roll_call: m.polls_kind_roll_call,
    agreed: m.polls_kind_agreed,
  })[kind]()

export const electorateWords = (electorate: Electorate): string =>
  ({
    present: m.polls_electorate_present,
    members: m.polls_electorate_members,
    organisations: m.polls_electorate_organisations,
    link: m.polls_electorate_link,
  })[electorate]()

/** Why somebody who sees a poll has no ballot in it. */
export const notYours = (electorate: Electorate): string =>
  ({
    present: m.polls_not_yours_present,
    members: m.polls_not_yours_members,
    organisations: m.polls_not_yours_organisations,
    link: m.polls_not_yours_link,
  })[electorate]()

export const secrecyWords = (secrecy: Secrecy): string =>
  ({
    open: m.polls_secrecy_open,
    hidden: m.polls_secrecy_hidden,
    confidential: m.polls_secrecy_confidential,
    secret: m.polls_secrecy_secret,
  })[secrecy]()

/** What becomes of a ballot, told before it is given. */
export const secrecyTold = (secrecy: Secrecy): string =>
  ({
    open: m.polls_told_open,
    hidden: m.polls_told_hidden,
    confidential: m.polls_told_confidential,
    secret: m.polls_told_secret,
  })[secrecy]()

const given: Readonly<Record<string, () => string>> = {
  yes: m.polls_option_yes,
  no: m.polls_option_no,
  abstain: m.polls_option_abstain,
}

/** What an option says; a step of a scale says its number. */
export function optionWords(of: { readonly options: readonly PollOption[] }, id: string): Said {
  const written = of.options.find((option) => option.id === id)
  return written ? said(written.label) : { text: given[id]?.() ?? id, lang: undefined }
}
