import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
export function overviewRoutes(_app: App, _ground: Ground): void {}
