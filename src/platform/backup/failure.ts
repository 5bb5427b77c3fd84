/** A backup or a restore could not be done; the message is meant for the person who asked for it. */
export class BackupFailure extends Error {
  override name = 'BackupFailure'
}

export function damaged(what: string): BackupFailure {
  return new BackupFailure(
    `The backup is damaged or cut off: ${what}. Nothing was restored. Use another copy of it, or an older backup.`,
  )
}

/** What a store that is not a disk says, which must not be taken for words of the database. */
export function storeFailure(doing: string, error: unknown): BackupFailure {
  if (error instanceof BackupFailure) return error
  const { name, message } = error as Error
  return new BackupFailure(`${doing} stopped: the store that S3_URL leads to does not do what it should (${message || name}).`)
}

/** Words for what the operating system and PostgreSQL say; anything else is passed on as it is. */
export function inWords(doing: string, error: unknown): unknown {
  if (error instanceof BackupFailure) return error
  const { code, message, path, syscall } = error as NodeJS.ErrnoException
  if (syscall === 'connect' || code === 'ECONNRESET' || code === '57P01')
    return new BackupFailure(`${doing} stopped: the database does not answer (${message}).`)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100')
    return new BackupFailure(
      `${doing} stopped: the disk is full (${message}). Free some space and begin again; nothing half-done is left.`,
    )
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new BackupFailure(`${doing} stopped: ${path ?? 'a file'} may not be read or written by this user (${message}).`)
  if (code === 'ENOENT') return new BackupFailure(`${doing} stopped: ${path ?? 'a file'} does not exist.`)
  if (code === 'ENOTDIR' || code === 'EISDIR')
    return new BackupFailure(`${doing} stopped: ${path ?? 'a name'} is not what it should be (${message}).`)
  // 42501: insufficient privilege.
  if (code === '42501')
    return new BackupFailure(
      `${doing} stopped: this database user may not do it (${message}). It should own the database: ALTER DATABASE … OWNER TO …`,
    )
  return error
}
