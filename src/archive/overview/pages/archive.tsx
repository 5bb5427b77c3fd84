/** What can be taken along of a network, by whom. */
import { sizeName } from '#materials/rules.ts'
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Amount } from '../reads.ts'

export interface ArchivePageProps {
  readonly network: NetworkRow
  readonly amounts: readonly Amount[]
  /** Whether the reader may take everything. */
  readonly owner: boolean
}

export function ArchivePage({ network, amounts, owner }: ArchivePageProps) {
  const base = `/${network.slug}`
  const name = said(network.name)
  const whole = amounts.reduce(
    (sum, one) => ({ meetings: sum.meetings + one.meetings, files: sum.files + one.files, size: sum.size + one.size }),
    { meetings: 0, files: 0, size: 0 },
  )
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[{ text: <span lang={name.lang}>{name.text}</span>, href: base }, { text: m.archive_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.archive_title()}</h1>
      <p class="sm-lead">{m.archive_intro()}</p>
      <Section id="public" title={m.archive_public()}>
        <p class="sm-lead">{m.archive_public_text()}</p>
        {whole.meetings === 0 ? (
          <p>{m.archive_no_meetings()}</p>
        ) : (
          <table class="sm-table sm-table--stack sm-table--read">
            <caption class="sr">{m.archive_table()}</caption>
            <thead>
              <tr>
                <th scope="col">{m.archive_what()}</th>
                <th scope="col">{m.archive_meetings()}</th>
                <th scope="col">{m.archive_size()}</th>
                <th scope="col">{m.archive_take()}</th>
              </tr>
            </thead>
            <tbody>
              <Row name={null} of={whole} href={`${base}/archive/network.zip`} />
              {amounts.map((one) =>
                one.slug === null ? null : (
                  <Row key={one.slug} name={one.name} of={one} href={`${base}/series/${one.slug}/archive.zip`} />
                ),
              )}
            </tbody>
          </table>
        )}
        <p class="soft">{m.archive_single()}</p>
      </Section>
      {owner ? (
        <Section id="full" title={m.archive_full()}>
          <p class="sm-lead">
            {m.archive_full_text()} <strong>{m.archive_full_keep()}</strong>
          </p>
          <form class="sm-form" method="post" action={`${base}/archive/full.zip`}>
            <Button variant="secondary" icon={icons.download}>
              {m.archive_full_take()}
            </Button>
          </form>
        </Section>
      ) : null}
    </main>
  )
}

function Row({ name, of, href }: { name: Words | null; of: Omit<Amount, 'slug' | 'name'>; href: string }) {
  const words = name ? said(name) : { text: m.archive_whole_network(), lang: undefined }
  return (
    <tr>
      <th scope="row" lang={words.lang}>
        {words.text}
      </th>
      <td data-label={m.archive_meetings()}>{of.meetings}</td>
      <td data-label={m.archive_size()}>{of.files === 0 ? '–' : `${of.files} (${sizeName(of.size)})`}</td>
      <td data-label={m.archive_take()}>
        <a class="ds-link" href={href} rel="nofollow">
          {m.archive_take()}
          <span class="sr" lang={words.lang}>{` ${words.text}`}</span> (zip)
        </a>
      </td>
    </tr>
  )
}
