import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { erasingRoutes } from './erasing/routes.tsx'
import { exportRoutes } from './export/routes.tsx'
import { retentionRoutes } from './retention/routes.tsx'

export function privacyRoutes(app: App, ground: Ground): void {
  retentionRoutes(app, ground)
  exportRoutes(app, ground)
  erasingRoutes(app, ground)
}
