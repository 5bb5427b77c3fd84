/** Everybody who has spoken, by name. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Crumbs } from '#ui/section.tsx'
import type { SpeakerEntry } from '../rules.ts'

export interface SpeakersPageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly speakers: readonly SpeakerEntry[]
}

export function SpeakersPage({ network, speakers }: SpeakersPageProps) {
  const base = `/${network.slug}`
  const name = said(network.name)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: <span lang={name.lang}>{name.text}</span>, href: base }, { text: m.programme_speakers_title() }]}
      />
      <h1 class="sm-title">{m.programme_speakers_title()}</h1>
      {speakers.length === 0 ? (
        <p class="sm-empty">{m.programme_speakers_none()}</p>
      ) : (
        <ul class="sm-roll">
          {speakers.map((one) => (
            <li key={one.slug}>
              <a class="sm-list__t" href={`${base}/speakers/${one.slug}`}>
                {one.name}
              </a>
              <span>{m.programme_appearances({ count: one.count })}</span>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
