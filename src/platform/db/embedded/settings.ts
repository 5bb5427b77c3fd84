import type { Client } from 'pg'
import { EmbeddedFailure } from './failure.ts'

/**
 * The whole of postgresql.conf, written anew at each start. Whoever wants to tune uses ALTER SYSTEM, which
 * writes postgresql.auto.conf and wins over this.
 */
export function settingsFile(socketDir: string, port: number): string {
  return `# Written by the program at each start; changes here are lost. To tune: ALTER SYSTEM SET ...
# Reachable over a socket in a private folder, never over the network.
listen_addresses = ''
unix_socket_directories = '${socketDir.replaceAll("'", "''")}'
unix_socket_permissions = 0700
port = ${port}
# What is acknowledged survives a power cut. The program looks at these after the start and refuses otherwise.
fsync = on
full_page_writes = on
synchronous_commit = on
# One small program beside it, not a server of its own.
max_connections = 60
shared_buffers = 32MB
max_wal_size = 256MB
min_wal_size = 48MB
max_wal_senders = 0
wal_level = replica
io_method = sync
jit = off
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0
# A container offers 64 MB of /dev/shm.
dynamic_shared_memory_type = posix
# The same words and dates on every machine.
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
datestyle = 'iso, ymd'
timezone = 'UTC'
log_timezone = 'UTC'
default_text_search_config = 'pg_catalog.simple'
log_line_prefix = '%m [%p] '
log_checkpoints = off
`
}

/** Anyone who reaches the socket is let in: the folder around it (0700) is what decides who does. */
export const accessFile = '# Written by the program at each start.\nlocal all all trust\n'

const required: Record<string, string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
  data_checksums: ['on'],
  ignore_checksum_failure: ['off'],
  zero_damaged_pages: ['off'],
  listen_addresses: [''],
}

/** Asks the running server itself, in a session like the program's own: a setting can hide in five places. */
export async function assertSettings(client: Client, clusterDir: string): Promise<void> {
  for (const [name, allowed] of Object.entries(required)) {
    const { rows } = await client.query<Record<string, string>>(`SHOW ${name}`)
    const value = rows[0]?.[name] ?? ''
    if (!allowed.includes(value))
      throw new EmbeddedFailure(
        `The database runs with ${name} = ${value || "''"}, and the program needs ${allowed[0] || "''"}: otherwise it could lose or expose what it holds. Remove the setting (look in ${clusterDir}/postgresql.auto.conf first, then ALTER ROLE and ALTER DATABASE) and start again.`,
      )
  }
}
