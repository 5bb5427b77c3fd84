import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
export function attendanceRoutes(_app: App, _ground: Ground): void {}
