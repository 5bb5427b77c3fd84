/** Who follows what, what waits to be told, what is new to whom, and feeds. */
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { calendarRoutes } from './calendar/routes.tsx'
import { composerRoutes } from './composer/routes.tsx'
import { newsFeedRoutes } from './feeds/routes.ts'
import { followingRoutes } from './following/routes.tsx'
import { visitRoutes } from './visit/routes.ts'
import { waitingRoutes } from './waiting/routes.tsx'

export function noticesRoutes(app: App, ground: Ground): void {
  followingRoutes(app, ground)
  waitingRoutes(app, ground)
  composerRoutes(app, ground)
  newsFeedRoutes(app, ground)
  visitRoutes(app, ground)
  calendarRoutes(app, ground)
}
