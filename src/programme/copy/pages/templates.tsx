/** All templates: to use, to rename, to take away. Each is edited on pages of its own, as a meeting is. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton, PostButton } from '#ui/button.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { SourceLine } from '../reads.ts'

export interface TemplatesProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly templates: readonly SourceLine[]
}

export function TemplatesPage(props: TemplatesProps) {
  const base = `/${props.network.slug}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(props.network.name).text, href: base },
          { text: m.programme_new_title(), href: `${base}/new` },
          { text: m.programme_copy_templates() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_copy_templates()}</h1>
      <p class="sm-lead">{m.programme_copy_templates_lead()}</p>
      {props.templates.length === 0 && <p class="sm-empty">{m.programme_copy_templates_none()}</p>}
      <ul class="sm-list">
        {props.templates.map((line) => (
          <Template key={line.id} line={line} base={base} />
        ))}
      </ul>
    </main>
  )
}

function Template({ line, base }: { line: SourceLine; base: string }) {
  const name = said(line.title)
  const look = { variant: 'tertiary', size: 'sm' } as const
  return (
    <li>
      <a class="sm-list__t" href={`${base}/${line.slug}`} lang={name.lang}>
        {name.text}
      </a>
      <div class="sm-acts">
        <LinkButton {...look} href={`${base}/new/from?from=${line.id}`} label={m.programme_template_use_of({ name: name.text })}>
          {m.programme_template_use()}
        </LinkButton>
        <LinkButton {...look} href={`${base}/${line.slug}/edit`} label={m.programme_template_rename_of({ name: name.text })}>
          {m.programme_template_rename()}
        </LinkButton>
        <PostButton
          {...look}
          action={`${base}/${line.slug}/settings/remove`}
          color="danger"
          label={m.programme_template_remove_of({ name: name.text })}
        >
          {m.programme_template_remove()}
        </PostButton>
      </div>
    </li>
  )
}
