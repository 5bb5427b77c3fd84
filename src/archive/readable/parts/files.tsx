/** What hangs on an item or a meeting: files that lie in the archive, and links that lead out of it. */
import { kindName, sizeName } from '#materials/rules.ts'
import { said } from '#meeting/parts/said.ts'
import type { MaterialView } from '#meeting/reads.ts'
import { m } from '#platform/words/words.ts'
import type { Archived } from '../reads.ts'
import { between } from '../rules.ts'

export interface FilesProps {
  readonly of: readonly MaterialView[]
  readonly archived: Pick<Archived, 'files' | 'captions'>
  /** Of the page. */
  readonly path: string
}

export function Files({ of, archived: { files, captions }, path }: FilesProps) {
  return (
    <ul>
      {of.map((one) => {
        const title = said(one.title)
        const file = files.get(one.id)
        const captioned = captions.get(one.id)
        const words = <span lang={title.lang}>{title.text || kindName(one.kind)}</span>
        return (
          <li key={one.id}>
            {file ? <a href={between(path, file.path)}>{words}</a> : one.url ? <a href={one.url}>{words}</a> : words}{' '}
            <span class="soft">
              {`(${[kindName(one.kind), file ? sizeName(file.size) : one.url ? null : m.archive_file_not_here()].filter(Boolean).join(', ')})`}
            </span>
            {captioned ? (
              <>
                {' '}
                <a href={between(path, captioned.path)}>
                  {m.viewer_captions_title()}
                  <span class="sr" lang={title.lang}>{` ${title.text}`}</span>
                </a>
              </>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
