/** Who follows what, and what waits to be told. */
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { followingRoutes } from './following/routes.tsx'
import { waitingRoutes } from './waiting/routes.tsx'

export function noticesRoutes(app: App, ground: Ground): void {
  followingRoutes(app, ground)
  waitingRoutes(app, ground)
}
