/**
 * `/{network}/{meeting}/minutes`: all minutes of a meeting, as a page and, with an ending, as a file; and below it single decisions.
 * With `?drafts` those who write see what is not published.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { subjectsOf } from '#meeting/entry/rules.ts'
import { type File, sendTaken } from '#meeting/exports/routes.ts'
import { enterMeeting, itemsOf, type NetworkRow } from '#meeting/reads.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { shownLogo } from '#network/logo/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { renderPage, sendPublic } from '#platform/http/page.ts'
import { takeNotice } from '#platform/http/visit.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { isFindable } from '#privacy/retention/rules.ts'
import { minutesDocx } from '../formats/docx.ts'
import { extractOf } from '../formats/extract.ts'
import { minutesJson } from '../formats/json.ts'
import { minutesMarkdown } from '../formats/markdown.ts'
import { minutesPdf } from '../formats/pdf.ts'
import { type MinutesSheet, minutesSheet } from '../formats/sheet.ts'
import { mayPackage } from '../package/rules.ts'
import { WholePage } from './pages/whole.tsx'
import { readDrawn, readWhole, type WholeMinutes } from './reads.ts'
import { DRAFTS, formHref, type MinutesForm, mediaTypeOf, minutesForms } from './rules.ts'

interface Here {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly meeting: MeetingRow
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly drafts: boolean
  /** Of the decision that is asked for by itself. */
  readonly decision: string | null
}

type Writer = (sheet: MinutesSheet, whole: WholeMinutes, files: FileStore) => Promise<Buffer> | string

const writers: Record<MinutesForm, Writer> = {
  pdf: async (sheet, whole, files) => minutesPdf(sheet, 'ua-1', await readDrawn(files, whole)),
  docx: async (sheet, whole, files) => minutesDocx(sheet, await readDrawn(files, whole)),
  md: (sheet) => inLocale(sheet.locale, () => minutesMarkdown(sheet)),
  json: (sheet, whole) => JSON.stringify(minutesJson(whole, sheet), null, 1),
}

export function wholeRoutes(app: App, ground: Ground): void {
  const at = '/:network/:meeting/minutes'
  app.get(at, async (request, reply) => sendWhole(request, reply, await stand(request)))
  for (const form of minutesForms)
    app.get(`${at}.${form}`, async (request, reply) => sendForm(request, reply, await stand(request), form))
  app.get(`${at}/decisions/:block`, async (request, reply) => sendWhole(request, reply, await stand(request)))
  app.get(`${at}/decisions/:block.pdf`, async (request, reply) => sendForm(request, reply, await stand(request), 'pdf'))

  /** @throws NotFound for drafts to those who do not write, and for a decision that this reader does not see */
  async function stand(request: FastifyRequest): Promise<Here> {
    const address = request.params as { network: string; meeting: string; block?: string }
    const { actor, network, meeting } = await enterMeeting(ground.db, request, address)
    const drafts = DRAFTS in (request.query as object)
    if (drafts && mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
    const decision = address.block ?? null
    return { actor, network, meeting, base: `/${network.slug}/${meeting.slug}`, drafts, decision }
  }

  async function sheetIn(here: Here, locale: Locale): Promise<{ whole: WholeMinutes; sheet: MinutesSheet }> {
    const whole = await readWhole(ground.db, here.actor, here.meeting, here)
    const all = inLocale(locale, () => minutesSheet(whole, ground.config.baseUrl))
    const sheet = here.decision === null ? all : extractOf(all, here.decision)
    if (!sheet) throw new NotFound()
    return { whole, sheet }
  }

  const pathOf = ({ base, decision }: Here) => `${base}/minutes${decision === null ? '' : `/decisions/${decision}`}`

  function sendForm(request: FastifyRequest, reply: FastifyReply, here: Here, form: MinutesForm): Promise<FastifyReply> {
    return sendTaken(ground, request, reply, here, async (locale): Promise<File> => {
      const { whole, sheet } = await sheetIn(here, locale)
      return {
        body: await writers[form](sheet, whole, ground.files),
        mediaType: mediaTypeOf(form),
        ending: form,
        name: sheet.name,
        page: pathOf(here).slice(here.base.length),
      }
    })
  }

  function sendWhole(request: FastifyRequest, reply: FastifyReply, here: Here): Promise<FastifyReply> {
    const { actor, network, meeting } = here
    const path = pathOf(here)
    return sendPublic(ground, request, reply, actor, {
      subjects: subjectsOf(meeting),
      render: async (locale) => {
        const { whole, sheet } = await sheetIn(here, locale)
        const published = [...itemsOf(whole.view.days)].map((item) => item.minutes?.publishedAt ?? null)
        const found = isFindable(published, network.retention, Temporal.Now.instant())
        const drafts = { may: mayWriteMinutes(actor, meeting) === 'yes', shown: here.drafts }
        const props = {
          sheet,
          logo: shownLogo(network, locale),
          meetingPath: here.base,
          path,
          extract: here.decision !== null,
          drafts,
          packages: mayPackage(actor, meeting) === 'yes' && here.decision === null,
        }
        const body = renderPage(
          ground,
          { actor, locale, url: request.url, notice: takeNotice(request, reply) },
          {
            title: sheet.name,
            network,
            path,
            ...(!found && { robots: 'noindex' }),
            styles: ['meeting', 'forms'],
            head: () => <Alternates path={path} extract={here.decision !== null} />,
            body: () => <WholePage {...props} />,
          },
        )
        return { body, contentType: 'text/html; charset=utf-8' }
      },
    })
  }
}

/** The page's other forms, for programs. */
function Alternates({ path, extract }: { path: string; extract: boolean }) {
  return (
    <>
      {minutesForms
        .filter((form) => !extract || form === 'pdf')
        .map((form) => (
          <link key={form} rel="alternate" type={mediaTypeOf(form)} href={formHref(path, form, false)} />
        ))}
    </>
  )
}
