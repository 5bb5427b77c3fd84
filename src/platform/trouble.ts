/** What keeps the program from starting, in words for the person who starts it, with a way out. */
import type { Config } from '#config.ts'
import { diskFailure } from './db/embedded/failure.ts'

type Trouble = Error & { code?: string; syscall?: string; path?: string; errors?: Trouble[] }
type Place = Pick<Config, 'HOST' | 'PORT' | 'DATABASE_URL' | 'dataDir'>

/** @returns a sentence or two; the error's own words where we have no better ones */
export function troubleInWords(error: unknown, at: Place): string {
  if (!(error instanceof Error)) return String(error)
  // One error for each address that a name stands for: the first tells enough.
  const trouble: Trouble = (error as Trouble).errors?.[0] ?? error
  const code = trouble.code ?? ''
  if (trouble.syscall === 'listen' || (code === 'ENOTFOUND' && !at.DATABASE_URL)) return listening(code, at) ?? trouble.message
  if (at.DATABASE_URL && (trouble.syscall === 'connect' || code === 'ENOTFOUND' || code in refusals))
    return `The database that DATABASE_URL leads to ${refusals[code] ?? 'does not answer'} (${trouble.message}).`
  const told = trouble.path?.startsWith(at.dataDir) ? diskFailure(at.dataDir, trouble) : trouble
  return (told as Error).message
}

function listening(code: string, { HOST, PORT }: Place): string | undefined {
  if (code === 'EADDRINUSE')
    return `Port ${PORT} on ${HOST} is taken by another program. Stop that one, or choose another port. Example: PORT=${PORT + 1}`
  if (code === 'EACCES')
    return `This user may not listen on port ${PORT}. Choose a port above 1023 and put a proxy in front. Example: PORT=8080`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST: "${HOST}" is no address of this machine. Example: HOST=127.0.0.1 for this machine alone, HOST=0.0.0.0 for all`
}

/** By the codes of PostgreSQL (appendix A of its manual) and of the system. */
const refusals: Record<string, string> = {
  ENOTFOUND: 'is on a machine whose name nobody knows',
  ECONNREFUSED: 'does not answer: nothing listens there',
  '28000': 'does not let this user in',
  '28P01': 'does not accept the password',
  '3D000': 'does not exist. Make it with: createdb --encoding=UTF8 --template=template0',
  '42501': 'does not let its user make tables. The user should own the database: ALTER DATABASE … OWNER TO …',
  '57P03': 'is starting or stopping. Try again in a moment',
  '53300': 'has no connection left. Raise its max_connections, or lower DATABASE_POOL',
}
