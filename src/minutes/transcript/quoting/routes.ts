/** `…/minutes/transcript`: a line of what lies beside the minutes is quoted in them, where the browser does not do it. */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { goOn } from '#platform/http/visit.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { appendTo } from '../../appending/writes.ts'
import type { Place } from '../../reads.ts'
import { quotationOf } from '../document.ts'
import { quoteForm } from '../forms.ts'
import { quotedAt } from '../parts/when.tsx'
import { besideMinutes } from '../reads.ts'

/** Where the minutes of an item are, for who may write them. */
interface Here extends Place {
  readonly actor: Actor
  readonly meeting: MeetingRow
  /** Address of the minutes. */
  readonly base: string
  readonly locale: Locale
}

/** @param enterToWrite throws NotFound for who may not write these minutes */
export function quoteRoute(app: App, { db }: Ground, enterToWrite: (request: FastifyRequest) => Promise<Here>): void {
  app.post('/:network/:meeting/:item/minutes/transcript', async (request, reply) => {
    const here = await enterToWrite(request)
    const { actor, meeting, locale, base } = here
    const tell = (tone: 'success' | 'warning', say: () => string) =>
      goOn(reply, `${base}#transcript`, { tone, text: inLocale(locale, say) })
    const { transcript, line } = readForm(quoteForm, request.body)
    const { lines } = await besideMinutes(db, actor, here)
    const quoted = lines.find((one) => one.transcriptId === transcript && one.number === line)
    if (!quoted) return tell('warning', m.transcript_gone)
    try {
      const time = quotedAt(quoted.at, meeting.timezone, meeting.locale)
      await appendTo(db, actor, here, [quotationOf({ text: quoted.text, speaker: quoted.name, time })])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return tell('warning', () => message(error.reason))
    }
    return tell('success', m.transcript_inserted)
  })
}
