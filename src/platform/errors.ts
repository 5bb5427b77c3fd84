/**
 * The four ways a request can fail that a person can do something about. Everything else is a bug:
 * logged with a reference, which the error page shows.
 */

/** It is not there, or this actor may not know that it is: the two read the same. */
export class NotFound extends Error {
  readonly status = 404
}

/** A rule said no. `reason` is a message key, shown to the person. */
export class Refused extends Error {
  readonly status = 403
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Input that cannot be used. `fields` maps a field's name to a message key (or ready text); the page comes again with what was typed. */
export class Invalid extends Error {
  readonly status = 422
  readonly fields: Readonly<Record<string, string>>
  constructor(fields: Record<string, string>) {
    super(`invalid: ${Object.keys(fields).join(', ')}`)
    this.fields = fields
  }
}

/** Somebody else changed it first. `theirs` is what stands now, `mine` what was sent, so that both can be shown. */
export class Conflict<T = unknown> extends Error {
  readonly status = 409
  readonly theirs: T
  readonly mine: T
  constructor(theirs: T, mine: T) {
    super('changed by someone else meanwhile')
    this.theirs = theirs
    this.mine = mine
  }
}
