/** A package for the archive: what it is, how far one has come, and where it is had. */
import { sizeName } from '#materials/rules.ts'
import { said } from '#meeting/parts/said.ts'
import { dateTime } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import type { PackageRow } from '../rules.ts'

export interface PackagePageProps {
  readonly title: Words
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  readonly timezone: string
  readonly row: PackageRow | null
  readonly underWay: boolean
  /** Whether what was made still lies there. */
  readonly there: boolean
}

export function PackagePage(props: PackagePageProps) {
  const { meetingPath, row, underWay } = props
  const title = said(props.title)
  const base = `${meetingPath}/minutes/package`
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.minutes_crumbs()}
        steps={[
          { href: meetingPath, text: <span lang={title.lang}>{title.text}</span> },
          { href: `${meetingPath}/minutes`, text: m.whole_back() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.whole_package()}</h1>
      <div class="sm-prose">
        <p>{m.whole_package_lead()}</p>
        <p>{m.whole_package_all()}</p>
      </div>
      <div role="status">
        <Standing {...props} />
      </div>
      {row?.state === 'done' && props.there ? (
        <p>
          <LinkButton href={`${base}.zip`} icon={icons.download} download>
            {m.whole_package_fetch({ size: sizeName(row.size ?? 0) })}
          </LinkButton>
        </p>
      ) : null}
      {underWay ? (
        <p>
          <a class="ds-link" href={base}>
            {m.whole_package_reload()}
          </a>
        </p>
      ) : (
        <form class="sm-form" method="post" action={base}>
          <Button variant={row?.state === 'done' && props.there ? 'secondary' : 'primary'}>
            {row === null ? m.whole_package_make() : m.whole_package_again()}
          </Button>
        </form>
      )}
    </main>
  )
}

function Standing({ row, underWay, there, timezone }: PackagePageProps) {
  if (!row) return null
  if (underWay && row.state === 'waiting') return <p>{m.whole_package_waiting()}</p>
  if (underWay)
    return (
      <p>
        {m.whole_package_working({ done: row.done, all: row.all })}{' '}
        <progress value={row.done} max={Math.max(1, row.all)} aria-hidden="true" />
      </p>
    )
  if (row.state !== 'done') return <p>{m.whole_package_failed()}</p>
  return <p>{there ? m.whole_package_done({ when: dateTime(row.at, timezone) }) : m.whole_package_gone()}</p>
}
