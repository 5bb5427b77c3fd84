import type { Actor } from '#actor.ts'
import type { Config } from '#config.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { NetworkRow } from '../reads.ts'

/**
 * Tells somebody that they have been added. It holds no sign-in link: those last an hour, a welcome may lie for days.
 * @param href the whole address of the network
 */
function invitationLetter(locale: Locale, about: { network: Words; inviter: string; email: string; href: string }): Written {
  const network = pick(about.network, locale)?.text ?? ''
  const { host, origin, pathname } = new URL(about.href)
  const door = `${origin}/sign-in?to=${encodeURIComponent(pathname)}&email=${encodeURIComponent(about.email)}`
  return inLocale(locale, () =>
    letter({
      locale,
      subject: m.network_mail_subject({ network }),
      title: m.network_mail_title({ network }),
      parts: [
        { text: m.network_mail_text({ inviter: about.inviter, email: about.email }) },
        { button: { label: m.network_mail_button(), href: door } },
      ],
      foot: m.network_mail_foot({ host }),
    }),
  )
}

/** The mail to whoever is added to a network, in their language or else the network's. */
export const invitationTo =
  (config: Pick<Config, 'baseUrl'>, actor: Actor, network: NetworkRow) =>
  (to: { email: string; locale: Locale | null }): Written =>
    invitationLetter(to.locale ?? network.locale, {
      network: network.name,
      inviter: actor.person?.name ?? '',
      email: to.email,
      href: `${config.baseUrl}/${network.slug}`,
    })
