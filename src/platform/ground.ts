/** What every feature stands on, made once by `main.ts` and handed to each feature's routes and jobs. */
import type { Config } from '#config.ts'
import type { Database, Db } from './db/db.ts'
import type { FileStore } from './files/store.ts'
import type { Assets } from './http/assets.ts'
import type { PageCache } from './http/pagecache.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Revisions } from './live/revisions.ts'
import type { Log } from './log.ts'

export interface Ground {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly db: Db
  readonly secret: string
  readonly revisions: Revisions
  readonly pages: PageCache
  readonly files: FileStore
  readonly jobs: Jobs
  readonly assets: Assets
}
