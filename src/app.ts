/** Builds the web application: the one list of features, in the order of a meeting's life. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { actionReminderGate, actionsJobs } from '#actions/reminders/jobs.ts'
import { actionsRoutes } from '#actions/routes.tsx'
import { archiveRoutes } from '#archive/routes.tsx'
import { changesJobs } from '#changes/jobs.ts'
import { changesRoutes } from '#changes/routes.tsx'
import { decisionsRoutes } from '#decisions/routes.tsx'
import { keepingJobs } from '#keeping/jobs.ts'
import { keepingRoutes } from '#keeping/routes.tsx'
import { deskRoutes } from '#materials/desk/routes.tsx'
import { materialsJobs } from '#materials/jobs.ts'
import { readingRoutes } from '#materials/reading/routes.ts'
import { reminderGate, remindersJobs } from '#materials/reminders/jobs.ts'
import { materialsRoutes } from '#materials/routes.tsx'
import { uploadJobs } from '#materials/upload/jobs.ts'
import { uploadRoutes } from '#materials/upload/routes.ts'
import { viewerRoutes } from '#materials/viewer/routes.tsx'
import { mattersRoutes } from '#matters/routes.tsx'
import { exportRoutes } from '#meeting/exports/routes.ts'
import { feedRoutes } from '#meeting/feed/routes.ts'
import { meetingJobs } from '#meeting/jobs.ts'
import { meetingPeopleRoutes } from '#meeting/roles/routes.tsx'
import { meetingRoutes } from '#meeting/routes.tsx'
import { meetingSettingsRoutes } from '#meeting/settings/routes.tsx'
import { meetingTextRoutes } from '#meeting/texts/routes.tsx'
import { toldRoutes } from '#meeting/told/routes.tsx'
import { correctionsJobs } from '#minutes/approval/reminding/jobs.ts'
import { packageJobs } from '#minutes/package/jobs.ts'
import { packageRoutes } from '#minutes/package/routes.tsx'
import { minutesRoutes } from '#minutes/routes.tsx'
import { togetherJobs } from '#minutes/together/jobs.ts'
import { togetherRoutes } from '#minutes/together/routes.ts'
import { wholeRoutes } from '#minutes/whole/routes.tsx'
import { aboutRoutes } from '#network/about/routes.tsx'
import { doublesRoutes } from '#network/doubles/routes.tsx'
import { takeAlongRoutes } from '#network/exports/routes.ts'
import { homeRoutes } from '#network/home/routes.tsx'
import { takeInRoutes } from '#network/intake/routes.tsx'
import { logoRoutes } from '#network/logo/routes.tsx'
import { organisationRoutes } from '#network/organisations/routes.tsx'
import { outboxRoutes } from '#network/outbox/routes.tsx'
import { networkPeopleRoutes } from '#network/people/routes.tsx'
import { seriesRoutes } from '#network/series/routes.tsx'
import { settingsRoutes } from '#network/settings/routes.tsx'
import { digestGate, noticesJobs } from '#notices/jobs.ts'
import { noteNews } from '#notices/news/writes.ts'
import { noticesRoutes } from '#notices/routes.tsx'
import { peopleRoutes } from '#people/routes.tsx'
import { signInJobs } from '#people/signin/jobs.ts'
import { signInRoutes } from '#people/signin/routes.tsx'
import type { Auth } from '#people/signin/writes.ts'
import { planConsultationRoutes } from '#plans/consultation/routes.tsx'
import { planIntakeRoutes } from '#plans/intake/routes.tsx'
import { plansJobs } from '#plans/jobs.ts'
import { planReportRoutes } from '#plans/report/routes.ts'
import { plansRoutes } from '#plans/routes.tsx'
import { planVersionRoutes } from '#plans/versions/routes.tsx'
import { onRecorded } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { refuseForged } from '#platform/http/csrf.ts'
import { answerErrors } from '#platform/http/errorpages.tsx'
import { healthRoutes } from '#platform/http/health.ts'
import { securityHeaders } from '#platform/http/page.ts'
import { erasedSubject } from '#platform/live/subjects.ts'
import { pathForLog } from '#platform/log.ts'
import { mailJobs } from '#platform/mail/jobs.ts'
import { privacyJobs } from '#privacy/jobs.ts'
import { privacyRoutes } from '#privacy/routes.tsx'
import { copyRoutes } from '#programme/copy/routes.tsx'
import { intakeRoutes } from '#programme/intake/routes.tsx'
import { programmeRoutes } from '#programme/routes.tsx'
import { speakerRoutes } from '#programme/speakers/routes.tsx'
import { questionsRoutes } from '#questions/routes.tsx'
import { registrationJobs } from '#registration/jobs.ts'
import { registrationRoutes } from '#registration/routes.tsx'
import { roomRoutes } from '#room/routes.tsx'
import { sampleRoutes } from '#sample/routes.tsx'
import { searchRoutes } from '#search/routes.tsx'
import { statisticsRoutes } from '#statistics/routes.tsx'

/** Pages and forms are small; files are streamed by their own routes with their own limit. */
const BODY_LIMIT = 6 * 1024 * 1024

/** Longer than a proxy keeps an idle line (so that the proxy closes first), and time for a large file on a slow one. */
const SOCKETS = { keepAliveTimeout: 75_000, headersTimeout: 60_000, requestTimeout: 60 * 60_000 }

export async function buildApp(ground: Ground, auth: Auth): Promise<App> {
  const { config } = ground
  const app = fastify({
    loggerInstance: ground.log as unknown as FastifyBaseLogger,
    // One line a request is ours (below): Fastify's own would log every health check.
    logController: new LogController({ disableRequestLogging: true }),
    // The reference that an error page shows and the log holds: short enough to read out on the telephone.
    genReqId: () => randomBytes(5).toString('hex'),
    trustProxy: config.TRUST_PROXY,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // A kept public page is answered here, before routing, hooks and body parsing.
    serverFactory: (handler) =>
      createServer(SOCKETS, (request, response) => {
        if (!ground.pages.tryServe(request, response)) handler(request, response)
      }),
  })
  // Every route there is, for the test that walks them all.
  const table: string[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', (route) => void table.push(`${route.method} ${route.url}`))
  await app.register(cookie, { secret: ground.secret })
  await app.register(formbody, { bodyLimit: BODY_LIMIT })
  await app.register(multipart, {
    limits: { fileSize: config.UPLOAD_LIMIT, files: 20, fields: 50, fieldSize: BODY_LIMIT },
    throwFileSizeLimit: false,
  })
  await app.register(rateLimit, { global: false })
  await app.register(fastifyStatic, {
    root: ground.assets.folder,
    prefix: '/',
    index: false,
    decorateReply: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    // Built files bear a hash in their names and never change; fonts and the icon keep theirs.
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=604800',
      ),
  })

  const headers = securityHeaders(config.baseUrl.startsWith('https:'))
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    refuseForged(request, config.baseUrl)
  })
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      path: pathForLog(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ref: request.id,
    }
    if (reply.statusCode >= 500) request.log.error(line, 'answered')
    else request.log.debug(line, 'answered')
  })
  if (config.SERVER_TIMING) tellTiming(app, ground)
  answerErrors(app, ground)

  healthRoutes(app, ground)
  intakeRoutes(app, ground)
  copyRoutes(app, ground)
  speakerRoutes(app, ground)
  programmeRoutes(app, ground)
  meetingSettingsRoutes(app, ground)
  meetingTextRoutes(app, ground)
  meetingPeopleRoutes(app, ground)
  toldRoutes(app, ground)
  changesRoutes(app, ground)
  questionsRoutes(app, ground)
  signInRoutes(app, ground, auth)
  peopleRoutes(app, ground)
  homeRoutes(app, ground)
  decisionsRoutes(app, ground)
  searchRoutes(app, ground)
  seriesRoutes(app, ground)
  settingsRoutes(app, ground)
  aboutRoutes(app, ground)
  keepingRoutes(app, ground)
  statisticsRoutes(app, ground)
  logoRoutes(app, ground)
  networkPeopleRoutes(app, ground)
  organisationRoutes(app, ground)
  takeInRoutes(app, ground)
  doublesRoutes(app, ground)
  takeAlongRoutes(app, ground)
  outboxRoutes(app, ground)
  sampleRoutes(app, ground, auth)
  registrationRoutes(app, ground)
  meetingRoutes(app, ground)
  exportRoutes(app, ground)
  feedRoutes(app, ground)
  deskRoutes(app, ground)
  materialsRoutes(app, ground)
  uploadRoutes(app, ground)
  readingRoutes(app, ground)
  viewerRoutes(app, ground)
  roomRoutes(app, ground)
  minutesRoutes(app, ground)
  wholeRoutes(app, ground)
  packageRoutes(app, ground)
  togetherRoutes(app, ground, auth)
  plansRoutes(app, ground)
  planIntakeRoutes(app, ground)
  planConsultationRoutes(app, ground)
  planVersionRoutes(app, ground)
  planReportRoutes(app, ground)
  actionsRoutes(app, ground)
  archiveRoutes(app, ground)
  mattersRoutes(app, ground)
  noticesRoutes(app, ground)
  privacyRoutes(app, ground)

  onRecorded(noteNews)
  // Pages in memory may speak of one who was erased, whichever process did it.
  ground.revisions.watch((subjects) => subjects.includes(erasedSubject) && ground.pages.clear())
  meetingJobs(ground)
  registrationJobs(ground)
  mailJobs(ground, { digest: digestGate(ground), reminder: reminderGate(ground), 'action-reminder': actionReminderGate(ground) })
  noticesJobs(ground)
  remindersJobs(ground)
  actionsJobs(ground)
  plansJobs(ground)
  changesJobs(ground)
  signInJobs(ground)
  materialsJobs(ground)
  uploadJobs(ground)
  packageJobs(ground)
  correctionsJobs(ground)
  togetherJobs(ground)
  privacyJobs(ground)
  keepingJobs(ground)
  return app
}

/** For measuring: how long an answer took and how many queries it cost, counted over the process (so: one request at a time). */
function tellTiming(app: App, ground: Ground): void {
  const before = new WeakMap<object, number>()
  app.addHook('onRequest', async (request) => void before.set(request, ground.database.queries()))
  app.addHook('onSend', async (request, reply) => {
    const queries = ground.database.queries() - (before.get(request) ?? 0)
    reply.header('server-timing', `app;dur=${reply.elapsedTime.toFixed(2)}, db;desc="${queries} queries"`)
  })
}
