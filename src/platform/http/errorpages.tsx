/** One handler for all that goes wrong: the four errors a person can do something about, and bugs with a reference. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { personActor, visitor } from '#actor.ts'
import { Conflict, Invalid, NotFound, Refused } from '../errors.ts'
import type { Ground } from '../ground.ts'
import { pathForLog } from '../log.ts'
import { message } from '../words/message.ts'
import { inLocale, m } from '../words/words.ts'
import { sendPage } from './page.ts'
import { localeOf } from './visit.ts'

/**
 * What somebody wrote in a form that could not be taken, so that it is not lost with it: they may have been signed out
 * meanwhile. Only texts of more than one word; the rest of a form is chosen, hidden or soon written again.
 */
export function typedIn({ headers, body }: FastifyRequest): string {
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return ''
  return Object.values((body ?? {}) as Record<string, unknown>)
    .flat()
    .filter((value): value is string => typeof value === 'string' && /\S\s+\S/.test(value) && !value.startsWith('{'))
    .join('\n\n')
}

interface Told {
  status: number
  title: string
  text: string
  reference?: string
  signIn?: string
}

export { message }

/** What is wrong with each field of a form, in words; call it while rendering. */
export const fieldTexts = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, message(key)]))

export function answerErrors(app: FastifyInstance, ground: Ground): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    // The page keeps its head with the person's name, unless the database is what fails.
    const actor = request.session ? await personActor(ground.db, request.session.personId).catch(() => visitor()) : visitor()
    const locale = localeOf(request, actor.person?.locale ?? null)
    const told = inLocale(locale, () => tell(request, error))
    if (told.status >= 500) ground.log.error({ err: error, ref: request.id, path: pathForLog(request.url) }, 'failed')
    const wantsJson = request.headers.accept?.includes('application/json') && !request.headers.accept.includes('text/html')
    if (wantsJson)
      return reply.status(told.status).send({
        error: told.title,
        message: told.text,
        ...(told.reference && { reference: told.reference }),
        ...(error instanceof Invalid && {
          fields: Object.fromEntries(Object.entries(error.fields).map(([k, v]) => [k, inLocale(locale, () => message(v))])),
        }),
      })
    const typed = typedIn(request)
    return sendPage(ground, request, reply, actor, {
      title: told.title,
      status: told.status,
      robots: 'noindex',
      styles: typed ? ['forms'] : [],
      body: () => (
        <main id="content" class="sm-page sm-page--text">
          <h1 class="sm-title">{told.title}</h1>
          <p>{told.text}</p>
          {told.reference && <p class="soft">{m.shared_error_reference({ reference: told.reference })}</p>}
          {typed && (
            <div class="ds-field">
              <label class="ds-label" for="typed">
                {m.shared_typed()}
              </label>
              <textarea class="ds-input" id="typed" readonly rows={8}>
                {typed}
              </textarea>
            </div>
          )}
          {told.signIn && (
            <p>
              <a class="ds-button" href={told.signIn}>
                {m.shared_sign_in()}
              </a>
            </p>
          )}
          <p>
            <a class="ds-link" href="/">
              {m.shared_to_front()}
            </a>
          </p>
        </main>
      ),
    })
  }
  app.setErrorHandler((error, request, reply) => answer(request, reply, error))
  app.setNotFoundHandler((request, reply) => answer(request, reply, new NotFound()))
}

function tell(request: FastifyRequest, error: unknown): Told {
  const path = request.url.split('?')[0] ?? '/'
  if (error instanceof NotFound)
    return {
      status: 404,
      title: m.shared_not_found(),
      // The same words whether the page does not exist or is not for this visitor.
      text: request.session ? m.shared_not_found_text() : m.shared_not_found_visitor(),
      ...(!request.session && { signIn: `/sign-in?to=${encodeURIComponent(path)}` }),
    }
  if (error instanceof Refused) return { status: 403, title: m.shared_refused(), text: message(error.reason) }
  if (error instanceof Invalid)
    return { status: 422, title: m.shared_invalid(), text: Object.values(error.fields).map(message).join(' ') }
  if (error instanceof Conflict) return { status: 409, title: m.shared_conflict(), text: m.shared_conflict_text() }
  const status = isUnstorable(error) ? 400 : (error as { statusCode?: number }).statusCode
  if (status === 413) return { status, title: m.shared_invalid(), text: m.shared_too_large() }
  if (status === 429) return { status, title: m.shared_too_often(), text: m.shared_too_often_text() }
  if (status && status >= 400 && status < 500) return { status, title: m.shared_invalid(), text: m.shared_bad_request() }
  return { status: 500, title: m.shared_failed(), text: m.shared_failed_text(), reference: request.id }
}

/** A NUL in an address or a form, which no text of PostgreSQL's can hold (22021; 22P05 in JSON): the sender's doing, not ours. */
function isUnstorable(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? error) as { code?: string }
  return code === '22021' || code === '22P05'
}
