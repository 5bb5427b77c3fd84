/** A new text or file read into a programme that stands: given, compared, followed. Nothing is changed before the last step. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { holding } from '../gestures/reads.ts'
import { type Choices, noChoices, type Outline } from '../intake/rules.ts'
import { checkedOf, type Opened, openGiven } from '../intake/sources.ts'
import { acceptLargeForms, openForm, sendData, takeGiven, wantsData } from '../intake/upload/routes.ts'
import { programmeOf } from '../operation/reads.ts'
import { noteText } from '../sources/notes.ts'
import { undoNotice } from '../versions/routes.tsx'
import { type RereadForm, readRereadForm, takenOf } from './forms.ts'
import { offered, outcome } from './outcome/rules.ts'
import { DifferencePage } from './pages/difference.tsx'
import { GivePage } from './pages/give.tsx'
import { compare } from './rules.ts'
import { followText } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function rereadingRoutes(app: App, ground: Ground): void {
  app.register(async (scope) => {
    acceptLargeForms(scope)

    scope.get('/:network/:meeting/programme/read', async (request: At, reply) =>
      sendGive(ground, request, reply, await enterToEdit(ground, request), { text: '', language: null }, {}),
    )

    scope.post('/:network/:meeting/programme/read', async (request: At, reply) => {
      const entered = await enterToEdit(ground, request)
      const { actor, meeting, base } = entered
      const given = await takeGiven(request)
      if (wantsData(request)) return sendData(reply, given)
      const form = readRereadForm(given.fields)
      const opened = 'wrong' in given ? given : await openForm(form, meeting.locale)
      if ('wrong' in opened) return sendGive(ground, request, reply, entered, form, opened.wrong)
      const last = await lastOutline(entered, form)
      if (form.wish !== 'follow') return sendDifference(ground, request, reply, entered, { form, opened, last, stale: false })
      try {
        const { outline } = checkedOf(opened, choicesOf(form), meeting.locale)
        const { operation } = await followText(ground.db, actor, meeting.id, {
          outline,
          last,
          said: form.said,
          taken: form.taken,
          source: form.text,
        })
        const told = wordsFor(request, actor, () =>
          undoNotice(
            base,
            operation ? m.programme_reread_done({ count: operation.changes.length }) : m.programme_reread_kept(),
            operation,
          ),
        )
        return goOn(reply, `${base}/programme`, told)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return sendDifference(ground, request, reply, entered, { form, opened, last, stale: true })
      }
    })
  })
}

const choicesOf = ({ settled }: RereadForm): Choices => ({ ...noChoices, settled })

/** What the stored text said, to tell its changes from people's. The same text tells nothing apart. */
async function lastOutline({ meeting }: Entered, form: RereadForm): Promise<Outline | null> {
  if (!meeting.source || isSameText(meeting.source, form.text)) return null
  try {
    const opened = await openGiven({ text: meeting.source, layout: '', language: form.language })
    return checkedOf(opened, noChoices, meeting.locale).outline
  } catch (error) {
    // It was read once, by an earlier version of the program: then there is nothing to tell apart by.
    if (error instanceof Invalid) return null
    throw error
  }
}

const isSameText = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()

async function sendGive(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network, meeting, base }: Entered,
  at: Pick<RereadForm, 'text' | 'language'>,
  wrong: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const locale = localeOf(request, actor.person?.locale ?? null)
  return sendPage(ground, request, reply, actor, {
    title: `${inLocale(locale, m.programme_reread_title)} · ${pick(meeting.title, locale)?.text ?? ''}`,
    network,
    styles: ['forms', 'meeting', 'programme', 'materials'],
    islands: true,
    robots: 'noindex',
    status: Object.keys(wrong).length > 0 ? 422 : 200,
    body: () => <GivePage base={base} meeting={meeting} text={at.text} language={at.language} wrong={fieldTexts(wrong)} />,
  })
}

async function sendDifference(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network, meeting, base }: Entered,
  at: { form: RereadForm; opened: Opened; last: Outline | null; stale: boolean },
): Promise<FastifyReply> {
  const { form, opened, last, stale } = at
  const locale = localeOf(request, actor.person?.locale ?? null)
  const checked = checkedOf(opened, choicesOf(form), meeting.locale)
  const programme = await programmeOf(ground.db, meeting.id)
  const bearing = await holding(ground.db, meeting.id)
  const { outline } = checked
  const difference = compare({ programme, outline, last, said: form.said, bearing })
  const all = offered(difference)
  return sendPage(ground, request, reply, actor, {
    title: `${inLocale(locale, m.programme_reread_diff_title)} · ${pick(meeting.title, locale)?.text ?? ''}`,
    network,
    styles: ['forms', 'meeting', 'programme'],
    robots: 'noindex',
    status: stale ? 409 : 200,
    body: () => (
      <DifferencePage
        base={base}
        meeting={meeting}
        form={form}
        checked={checked}
        notes={opened.kind === 'stated' ? opened.notes.map(noteText) : []}
        difference={difference}
        before={programme}
        after={outcome(programme, outline, difference, new Set(all), newId)}
        taken={takenOf(difference, all, form)}
        sameText={meeting.source !== null && isSameText(meeting.source, form.text)}
        stale={stale}
      />
    ),
  })
}
