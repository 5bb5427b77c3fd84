import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { PlanRow } from '../rules.ts'
import type { PlanInputRow } from './rules.ts'

/** Tells whoever said something of a draft what the answer was. @param at.base the installation's address */
export function answeredLetter(
  locale: Locale,
  of: Pick<PlanInputRow, 'id' | 'text' | 'locale' | 'personId'>,
  at: { readonly network: Pick<NetworkRow, 'slug' | 'name'>; readonly plan: PlanRow; readonly base: string },
  answer: { readonly text: string; readonly locale: Locale },
): Written {
  const { network, plan, base } = at
  // A plan that was taken back, or is for members only, is no page for everybody.
  const there = plan.publishedAt !== null && (plan.audience === 'public' || of.personId !== null)
  const other = (lang: Locale) => (lang === locale ? {} : { lang })
  return inLocale(locale, () => {
    const title = said(plan.title).text
    return letter({
      locale,
      subject: m.planio_mail_subject({ title }),
      kicker: said(network.name).text,
      title: m.planio_mail_subject({ title }),
      parts: [
        { text: m.planio_mail_sent({ title }) },
        { rows: [{ term: '', text: of.text, ...other(of.locale) }] },
        { text: m.planio_mail_answered() },
        { text: answer.text, ...other(answer.locale) },
        ...(there
          ? [
              {
                button: {
                  label: m.planio_mail_button(),
                  href: `${base}/${network.slug}/plans/${plan.slug}/consultation#${of.id}`,
                },
              },
            ]
          : []),
      ],
      foot: m.planio_mail_foot(),
    })
  })
}
