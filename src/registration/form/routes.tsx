/** `/{network}/{meeting}/registration/form`: how one registers. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { instantOf } from '#platform/words/instant.ts'
import { m } from '#platform/words/words.ts'
import { type Body, one } from '../answers/forms.ts'
import { enterToArrange, type Here } from '../entry/reads.ts'
import { openForm, versionForm } from '../forms.ts'
import { teller } from '../mails.tsx'
import { type Draft, draftOf, press, readDraft, settled } from './forms.ts'
import { FormPage } from './pages/form.tsx'
import { defaultForm } from './rules.ts'
import { saveForm, setOpen } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
/** A draft on its way back to the page. */
interface Shown {
  readonly draft: Draft
  readonly version: number
  readonly unsaved?: boolean
  readonly trouble?: Invalid | Conflict
}

export function formRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/registration/form', async (request: At, reply) => {
    const here = await enterToArrange(db, request)
    return formPage(request, reply, here, standing(here))
  })

  app.post('/:network/:meeting/registration/form', async (request: At, reply) => {
    const here = await enterToArrange(db, request)
    const { actor, meeting, path } = here
    const body = (request.body ?? {}) as Body
    const { version } = readForm(versionForm, body)
    const { draft, pressed } = readDraft(body)
    if (pressed !== 'save') {
      const changed = press(draft, pressed, one(body, 'adds'), occasionOf(here))
      return formPage(request, reply, here, { draft: changed, version, unsaved: true })
    }
    try {
      const input = settled(draft, meeting, meeting.locale)
      await saveForm(db, actor, meeting, input, version, teller(ground, { ...here, form: input }))
      return goOn(reply, `${path}/registration/form`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.registration_form_saved()),
      })
    } catch (error) {
      if (error instanceof Invalid) return formPage(request, reply, here, { draft, version, trouble: error })
      // What was typed stays; saved again, it goes on top of what somebody else did.
      if (error instanceof Conflict)
        return formPage(request, reply, here, { draft, version: here.form?.version ?? 0, trouble: error })
      throw error
    }
  })

  /** One click: with a form that fits the meeting where there is none, and where there is one, as it stands. */
  app.post('/:network/:meeting/registration/open', async (request: At, reply) => {
    const here = await enterToArrange(db, request)
    const { actor, meeting, form, path } = here
    const { deadline } = readForm(openForm, request.body)
    if (form) await setOpen(db, actor, meeting, true, deadline)
    else {
      const input = defaultForm(occasionOf(here), Temporal.Now.instant())
      await saveForm(db, actor, meeting, input, 0, teller(ground, { ...here, form: input }))
    }
    return goOn(reply, `${path}/registration/form`, {
      tone: 'success',
      ...wordsFor(request, actor, () => ({
        text: m.registration_told_open(),
        undo: { action: `${path}/registration/close`, label: m.shared_undo(), fields: {} },
      })),
    })
  })

  app.post('/:network/:meeting/registration/close', async (request: At, reply) => {
    const { actor, meeting, path } = await enterToArrange(db, request)
    const { closesAt } = await setOpen(db, actor, meeting, false)
    return goOn(reply, `${path}/registration/form`, {
      tone: 'info',
      ...wordsFor(request, actor, () => ({
        text: m.registration_told_closed(),
        undo: {
          action: `${path}/registration/open`,
          label: m.shared_undo(),
          fields: { deadline: closesAt ? instantOf(closesAt).toString() : '' },
        },
      })),
    })
  })

  function formPage(request: At, reply: FastifyReply, here: Here, shown: Shown) {
    const { actor, network, meeting, days, form, path } = here
    const { trouble } = shown
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.registration_form_title()),
      status: trouble?.status ?? 200,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'registration'],
      body: () => (
        <FormPage
          title={<span lang={said(meeting.title).lang}>{said(meeting.title).text}</span>}
          path={path}
          address={ground.config.baseUrl + path}
          taken={here.taken}
          timezone={meeting.timezone}
          locale={meeting.locale}
          days={days}
          saved={form}
          standing={here.standing}
          draft={shown.draft}
          unsaved={shown.unsaved ?? false}
          version={shown.version}
          errors={fieldTexts(trouble instanceof Invalid ? trouble.fields : {})}
          conflict={trouble instanceof Conflict}
        />
      ),
    })
  }
}

const occasionOf = ({ meeting, days }: Here) => ({ attendance: meeting.attendance, startsAt: meeting.startsAt, days })

/** What stands, or what is suggested where nothing does. */
function standing(here: Here): Shown {
  const { form, meeting } = here
  const input = form ?? defaultForm(occasionOf(here), Temporal.Now.instant())
  return { draft: draftOf(input, meeting.timezone), version: form?.version ?? 0 }
}
