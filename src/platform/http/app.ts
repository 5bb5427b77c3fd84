import type { FastifyInstance } from 'fastify'

/** The web application that features add their routes to. `app.ts` builds it. */
export type App = FastifyInstance

declare module 'fastify' {
  interface FastifyInstance {
    /** 'GET /:network/:meeting', …: every route there is, for the test that walks them all. */
    routeTable: string[]
  }
}
