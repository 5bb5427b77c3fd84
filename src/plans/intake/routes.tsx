/** Give a plan to read, check what was read, make a draft of it. Nothing is stored before the last step: the form carries it all. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Named } from '#minutes/objects/rules.ts'
import { enterNetwork, type Here } from '#network/entry/reads.ts'
import { namesIn } from '#network/names/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { type Locale, pick, spokenTo } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { relaid } from '#programme/intake/reader/layout.ts'
import { acceptLargeForms, takeGiven } from '#programme/intake/upload/routes.ts'
import { languageOf } from '#programme/reader/language.ts'
import { type CheckForm, readCheckForm } from './forms.ts'
import { CheckPage } from './pages/check.tsx'
import { PastePage } from './pages/paste.tsx'
import { readPlan } from './reader/read.ts'
import { changedFields, type Fields, fieldOf, fieldsOf, ownersIn, planOf, problemsIn, type ReadPlan } from './rules.ts'
import { createPlan } from './writes.ts'

type Request = FastifyRequest<{ Params: { network: string } }>

export function planIntakeRoutes(app: App, ground: Ground): void {
  const { db } = ground
  app.register(async (scope) => {
    acceptLargeForms(scope)

    scope.get('/:network/plans/import', async (request: Request, reply) => {
      const here = await enterNetwork(db, request, mayOrganise)
      return sendPaste(ground, request, reply, here, '', {})
    })

    scope.post('/:network/plans/import', async (request: Request, reply) => {
      const here = await enterNetwork(db, request, mayOrganise)
      const { actor, network } = here
      const given = await takeGiven(request)
      const form = readCheckForm(given.fields)
      if ('wrong' in given || (form.errors.text && form.was === null))
        return sendPaste(ground, request, reply, here, form.text, 'wrong' in given ? given.wrong : form.errors)
      const named = await namesIn(db, network.id)
      const read = readPlan(relaid(form.text, form.layout), namesOf(named))
      const asRead = fieldsOf(read, languageIn(form.text, network.locale))
      const fields = form.was ? changedFields(asRead, form.was, form.fields) : asRead
      const wrong = { ...form.errors, ...(form.wish === 'create' ? problemsIn(read, fields) : {}) }
      const again = (of: Readonly<Record<string, string>>) =>
        sendCheck(ground, request, reply, here, { form, read, asRead, fields, wrong: of, named })
      if (form.wish !== 'create' || Object.keys(wrong).length > 0) return again(wrong)
      const say = (owner: string) => inLocale(localeIn(fields), () => m.planio_owner_kept({ names: owner }))
      const made = await createPlan(db, actor, network.id, planOf(read, fields, named, say)).catch((error: unknown) => {
        if (error instanceof Invalid) return error
        throw error
      })
      // Nothing of it is stored: what was checked comes back with what is too much.
      if (made instanceof Invalid) return again(made.fields)
      return goOn(reply, `/${network.slug}/plans/${made.slug}`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.planio_created()),
      })
    })
  })
}

const namesOf = ({ people, organisations }: Named): string[] => [
  ...organisations.flatMap((one) => Object.values(one.name) as string[]),
  ...people.map((one) => one.name),
]
const localeIn = (fields: Fields): Locale => spokenTo((fields.locale as Locale) ?? 'nb')

/** A plan in a language that the interface does not speak is written in the network's. */
function languageIn(text: string, fallback: Locale): Locale {
  const found = languageOf(text)
  return found === 'nb' || found === 'nn' || found === 'en' ? found : spokenTo(fallback)
}

function sendPaste(
  ground: Ground,
  request: Request,
  reply: FastifyReply,
  { actor, network }: Here,
  text: string,
  wrong: Readonly<Record<string, string>>,
): FastifyReply {
  return sendPage(ground, request, reply, actor, {
    title: wordsFor(request, actor, () => m.planio_import_title()),
    network,
    section: 'plans',
    styles: ['forms', 'programme'],
    islands: true,
    robots: 'noindex',
    status: Object.keys(wrong).length > 0 ? 422 : 200,
    body: () => <PastePage network={network} text={text} wrong={fieldTexts(wrong)} />,
  })
}

interface Checking {
  readonly form: CheckForm
  readonly read: ReadPlan
  readonly asRead: Fields
  readonly fields: Fields
  readonly wrong: Readonly<Record<string, string>>
  readonly named: Named
}

function sendCheck(
  ground: Ground,
  request: Request,
  reply: FastifyReply,
  { actor, network }: Here,
  { form, read, asRead, fields, wrong, named }: Checking,
): FastifyReply {
  const locale = localeOf(request, actor.person?.locale ?? null)
  const nameOf = ownerName(named, locale)
  const owned = new Map(
    read.entries.flatMap(({ key }) => {
      const words = fields[fieldOf(key, 'owner')] ?? ''
      if (words === '') return []
      const { owners, unknown } = ownersIn(words, named)
      return [[key, { names: owners.map(nameOf), unknown }] as const]
    }),
  )
  return sendPage(ground, request, reply, actor, {
    title: wordsFor(request, actor, () => m.planio_check_title()),
    network,
    section: 'plans',
    styles: ['forms', 'meeting', 'programme', 'plans/intake'],
    robots: 'noindex',
    status: Object.keys(wrong).length > 0 ? 422 : 200,
    body: () => (
      <CheckPage
        network={network}
        read={read}
        fields={fields}
        was={JSON.stringify(asRead)}
        text={form.text}
        layout={form.layout}
        fileName={form.fileName}
        wrong={fieldTexts(wrong)}
        owned={owned}
        names={[...named.organisations.map((one) => pick(one.name, locale)?.text ?? ''), ...named.people.map((one) => one.name)]}
      />
    ),
  })
}

const ownerName =
  ({ people, organisations }: Named, locale: Locale) =>
  (one: { organisationId: string | null; personId: string | null }): string =>
    one.organisationId
      ? (pick(organisations.find((each) => each.id === one.organisationId)?.name, locale)?.text ?? '')
      : (people.find((each) => each.id === one.personId)?.name ?? '')
