/** `/{network}/{meeting}/register`: registering oneself, a colleague, a substitute. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { type Body, one, readAnswers } from './answers/forms.ts'
import { attendanceRoutes } from './attendance/routes.tsx'
import { enterRegistration, type Here } from './entry/reads.ts'
import { answerFileRoutes, shownFiles, type Taken, takeAnswers } from './files/routes.ts'
import { formRoutes } from './form/routes.tsx'
import { whoForm } from './forms.ts'
import { linkRoutes } from './link/routes.tsx'
import { registrationLink } from './link/rules.ts'
import { teller } from './mails.tsx'
import { overviewRoutes } from './overview/routes.tsx'
import { type For, RegisterPage } from './pages/register.tsx'
import { choosableBy, prefillFor, readShown } from './reads.ts'
import { groupCalled, mayRegister, mayRegisterOthers } from './rules.ts'
import { standInOf, standsInFor } from './substitute/reads.ts'
import type { Group } from './tables.ts'
import { type Became, register } from './writes.ts'

interface Address {
  readonly network: string
  readonly meeting: string
}
type At = FastifyRequest<{ Params: Address; Querystring: { for?: string; group?: string } }>

const values = (body: unknown): Body => (body ?? {}) as Body

export function registrationRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground
  formRoutes(app, ground)
  linkRoutes(app, ground)
  overviewRoutes(app, ground)
  attendanceRoutes(app, ground)
  answerFileRoutes(app, ground)

  // Who is not signed in makes us write to addresses: not to many, and not often to the same one.
  const perVisitor = app.createRateLimit({
    max: 60,
    timeWindow: '10 minutes',
    keyGenerator: (request) => `register ${request.ip}`,
  })
  const perAddress = app.createRateLimit({
    max: 5,
    timeWindow: '15 minutes',
    keyGenerator: (request) => `register ${one(values(request.body), 'email').toLowerCase()}`,
  })
  // Files of people whom nobody knows: not many, whatever their addresses.
  const filesPerVisitor = app.createRateLimit({
    max: 15,
    timeWindow: '10 minutes',
    keyGenerator: (request) => `register with files ${request.ip}`,
  })

  app.get('/:network/:meeting/register', async (request: At, reply) => {
    const here = await enterRegistration(db, request)
    const prefilled = await prefillFor(db, here.actor)
    const as = asked(request.query.for, here)
    const self = prefilled && {
      name: prefilled.name,
      email: prefilled.email,
      office: prefilled.office,
      organisation: prefilled.organisationId ?? '',
    }
    const typed = as === 'self' && self ? self : { organisation: self?.organisation ?? '' }
    return registerPage(request, reply, here, as, {
      typed: as === 'substitute' ? { ...typed, ...(await substituteFields(here, self ?? {})) } : typed,
    })
  })

  /** Whoever stands in for somebody most likely registers themselves; others whoever stands in for them, if anybody does. */
  async function substituteFields({ actor, network }: Here, self: Record<string, string>): Promise<Record<string, string>> {
    const me = actor.person?.id ?? null
    const instead = await standsInFor(db, network.id, me)
    if (instead) return { ...self, substituteFor: instead }
    const other = await standInOf(db, network.id, me)
    return {
      substituteFor: me ?? '',
      ...(other && { name: other.name, email: other.email, organisation: other.organisationId ?? '' }),
    }
  }

  app.post('/:network/:meeting/register', async (request: At, reply) => {
    const here = await enterRegistration(db, request)
    const { actor, meeting, form, path } = here
    if (!actor.person && request.isMultipart()) await within(filesPerVisitor(request))
    const taken = await takeAnswers(ground, request, meeting, form?.questions ?? [])
    const as = asked(one(taken.typed, 'for'), here)
    // Also where it came with files: what was typed is counted by its address.
    request.body = taken.typed
    try {
      if (!actor.person) await within(perVisitor(request))
      const { who, answered } = read(here, as, taken, groupOf(request, here))
      // Only now: whoever corrects a form time and again has not made us write to anybody.
      if (!actor.person) await within(perAddress(request))
      const about = { meeting, network: here.network, form, path }
      const locale = localeOf(request, actor.person?.locale ?? null)
      const { became, row } = await register(ground, actor, meeting, { who, answered, locale }, teller(ground, about))
      const own = row.personId !== null && row.personId === actor.person?.id
      return goOn(reply, own ? registrationLink(secret, row) : path, {
        tone: became === 'registered' ? 'success' : 'info',
        text: wordsFor(request, actor, () => told[became]({ name: who.name, email: who.email })),
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return registerPage(request, reply, here, as, { ...taken, invalid: error })
    }
  })

  async function within(limit: ReturnType<typeof perVisitor>): Promise<void> {
    const { isAllowed, ...rest } = await limit
    if (!isAllowed && 'isExceeded' in rest && rest.isExceeded) throw new Invalid({ email: 'people_too_often_address' })
  }

  /** All parts of the form at once: what is wrong is told together. */
  function read({ meeting, days, form }: Here, as: For, taken: Taken, invited: Group | null) {
    const wrong: Record<string, string> = { ...taken.wrong }
    const attempt = <T,>(part: () => T): T | undefined => {
      try {
        return part()
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        for (const [field, key] of Object.entries(error.fields)) wrong[field] ??= key
        return undefined
      }
    }
    const who = attempt(() => readForm(whoForm, { ...taken.typed, for: as, ...(invited && { group: invited.id }) }))
    const answered = attempt(() =>
      readAnswers(
        {
          questions: form?.questions ?? [],
          mode: meeting.attendance,
          days: days.map((day) => day.id),
          group: groupCalled(form, one(taken.typed, 'group')) ?? invited,
          files: taken.files,
        },
        taken.typed,
      ),
    )
    if (!who || !answered || Object.keys(wrong).length > 0) throw new Invalid(wrong)
    return { who, answered }
  }

  async function registerPage(
    request: At,
    reply: FastifyReply,
    here: Here,
    as: For,
    filled: Partial<Taken> & { readonly typed: Body; readonly invalid?: Invalid },
  ) {
    const { actor, network, meeting, form, days, standing, path } = here
    const may = mayRegister(actor, meeting, standing)
    const [choosable, shown] = await Promise.all([choosableBy(db, actor, network.id), readShown(db, actor, meeting)])
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.registration_title({ title: said(meeting.title).text })),
      status: filled.invalid ? 422 : 200,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'registration'],
      body: () => (
        <RegisterPage
          title={<span lang={said(meeting.title).lang}>{said(meeting.title).text}</span>}
          path={path}
          timezone={meeting.timezone}
          standing={standing}
          refusal={may === 'yes' ? null : message(may)}
          form={form}
          days={days}
          as={as}
          others={mayRegisterOthers(actor) === 'yes'}
          signedIn={actor.person !== null}
          own={shown?.own ? { row: shown.own, href: registrationLink(secret, shown.own) } : null}
          choosable={choosable}
          group={groupOf(request, here)}
          values={filled.typed as Record<string, string | readonly string[]>}
          files={shownFiles({ secret, meetingId: meeting.id }, {}, filled.files)}
          errors={fieldTexts(filled.invalid?.fields ?? {})}
        />
      ),
    })
  }
}

/** The group whose own link was followed. */
const groupOf = (request: At, { form }: Here): Group | null => groupCalled(form, request.query.group ?? '')

/** Whom it is about: oneself, unless a member says otherwise. */
function asked(given: string | undefined, { actor }: Here): For {
  const other = given === 'colleague' || given === 'substitute'
  return other && mayRegisterOthers(actor) === 'yes' ? given : 'self'
}

const told: Record<Became, (given: { name: string; email: string }) => string> = {
  confirm: m.registration_told_confirm,
  already: m.registration_told_already,
  registered: m.registration_told_registered,
  requested: m.registration_told_requested,
  waiting: m.registration_told_waiting,
}
