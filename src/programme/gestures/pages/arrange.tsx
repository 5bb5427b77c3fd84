/** One item, and everything that can be done to where and when it is. */
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { type FormsProps, GestureForms, InsertForm } from '../parts/forms.tsx'
import { placeText, titleOf } from '../parts/said.ts'

export interface ArrangePageProps extends FormsProps {
  readonly meeting: { readonly title: Words }
  readonly does: 'arrange' | 'insert'
  /** Why what was asked for cannot be done, in words. */
  readonly refused: string | null
  readonly editPath: string
}

export function ArrangePage(props: ArrangePageProps) {
  const { item, base } = props
  const inserts = props.does === 'insert'
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: titleOf(props.meeting), href: base },
          { text: m.programme_programme(), href: `${base}/programme` },
        ]}
      />
      <h1 class="sm-title sm-title--m">
        {inserts ? m.arranging_insert_title() : m.arranging_arrange_title({ title: titleOf(item) })}
      </h1>
      {!inserts && <p class="sm-lead">{placeText(props.programme, item)}</p>}
      {props.refused && (
        <Alert tone="warning" role="alert">
          {props.refused}
        </Alert>
      )}
      <div data-gestures>{inserts ? <InsertForm {...props} /> : <GestureForms {...props} />}</div>
      <p class="sm-acts">
        <LinkButton href={`${base}/programme#row-${item.id}`} variant="secondary" icon={icons.arrowLeft}>
          {m.arranging_back()}
        </LinkButton>
        {!inserts && (
          <LinkButton href={props.editPath} variant="tertiary" icon={icons.pencil}>
            {m.arranging_edit()}
          </LinkButton>
        )}
      </p>
    </main>
  )
}
