export const user = 'samling'
export const database = 'samling'

/** Never used on the network; it is only part of the socket's name. */
export const port = 5432

/** Port and sslmode are stated so that PGPORT and PGSSLMODE in the environment change nothing. */
export function address(socketDir: string, name: string): string {
  return `postgresql://${user}@/${name}?host=${encodeURIComponent(socketDir)}&port=${port}&sslmode=disable`
}
