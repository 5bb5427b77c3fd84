/**
 * A new file in the place of one that is there: `<NewVersion … />`. As `HandIn`, for one file and nothing to fill in.
 * `action` takes the form, `uploads` the bytes; `done` is where it goes on to.
 */
import { Island } from '#ui/island.tsx'
import { ReplaceForm } from '../../parts/fileform.tsx'

export interface NewVersionProps {
  readonly prefix: string
  readonly action: string
  readonly uploads: string
  readonly done: string
  /** Bytes. */
  readonly limit: number
}

export function NewVersion(props: NewVersionProps & { readonly errors: Readonly<Record<string, string>> }) {
  const { errors, ...island } = props
  const { prefix, action, limit } = island
  return (
    <Island name="materials/upload/newversion" props={island}>
      <ReplaceForm {...{ prefix, action, limit, errors }} />
    </Island>
  )
}
