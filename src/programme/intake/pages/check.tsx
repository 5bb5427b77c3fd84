/** Step two: what was read, beside the text it was read from. One form that carries everything. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import type { Language } from '../../reader/shape.ts'
import { Beside, Sum, TextAgain } from '../parts/checking.tsx'
import { Facts } from '../parts/facts.tsx'
import { Items } from '../parts/items.tsx'
import { ReadAs } from '../parts/language.tsx'
import type { CheckProps } from '../parts/props.ts'
import { Source } from '../parts/source.tsx'
import { Unplaced } from '../parts/unplaced.tsx'

export interface CheckPageProps extends CheckProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly text: string
  readonly layout: string
  /** Of the file it came from; empty for what was pasted. */
  readonly fileName: string
  readonly language: Language | null
  /** From a file that states its programme: there are no lines to show beside it. What could not be taken, in words. */
  readonly stated: readonly string[] | null
  /** The fields as read, as JSON: what is typed is told from it. */
  readonly was: string
  readonly settled: readonly string[]
  readonly each: ReadonlyMap<string, string>
  readonly all: string
  readonly errors: readonly { readonly field: string; readonly text: string }[]
}

export function CheckPage(props: CheckPageProps) {
  const { checked, action } = props
  const { outline, doubts, lines, unplaced } = checked
  const open = doubts.filter((doubt) => doubt.chosen === null)
  const unsure = new Set(open.map((doubt) => doubt.where.line))
  const read = lines.filter((line) => line.use !== 'unread' && !unsure.has(line.n)).length
  const none = outline.days.every((day) => day.items.length === 0)
  const title = props.fileName ? m.programme_source_of_file({ name: props.fileName }) : m.programme_source_title()
  const loose = unplaced.filter((line) => !unsure.has(line.n)).length
  return (
    <main class="sm-page" id="content">
      <form method="post" action={action} novalidate>
        {/* Pressing Enter in a field reads again; it never makes the meeting. */}
        <button class="sr" type="submit" name="wish" value="check" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="was" value={props.was} />
        <input type="hidden" name="layout" value={props.layout} />
        <input type="hidden" name="fileName" value={props.fileName} />
        {props.settled.map((entry) => (
          <input key={entry} type="hidden" name="settled" value={entry} />
        ))}
        <div class="sm-imp__head">
          <div>
            <Crumbs
              label={m.programme_crumbs()}
              steps={[
                { text: pick(props.network.name, localeNow())?.text, href: `/${props.network.slug}` },
                { text: m.programme_new_title() },
              ]}
            />
            <h1 class="sm-title sm-title--m">{none ? m.programme_check_none_title() : m.programme_check_title()}</h1>
          </div>
          {props.stated === null && (
            <Sum
              of={[
                { is: 'read', name: m.programme_read(), count: read },
                { is: 'unsure', name: m.programme_unsure_many(), count: unsure.size },
                { is: 'unplaced', name: m.programme_unplaced_title(), count: loose },
              ]}
              lines={
                props.fileName
                  ? m.programme_source_lines({ count: lines.length })
                  : m.programme_lines_kept({ count: lines.length })
              }
            />
          )}
          <div class="sm-acts">
            {open[0] && (
              <LinkButton href={`#${props.idOf(open[0])}`} variant="secondary" icon={icons.arrowDown}>
                {m.programme_first_unsure()}
              </LinkButton>
            )}
            <Button name="wish" value="create">
              {none ? m.programme_create_text() : m.programme_create()}
            </Button>
          </div>
        </div>
        <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
        {none && (
          <Alert tone="warning" title={m.programme_none_found()}>
            {m.programme_none_help()}
          </Alert>
        )}
        {props.stated && <Stated fileName={props.fileName} notes={props.stated} />}
        {checked.cutAt !== null && <Alert tone="warning">{m.programme_cut()}</Alert>}
        <div class="sm-imp">
          <section class="sm-imp__out" aria-labelledby="out">
            <div class="sm-sec__head">
              <h2 class="sm-h2" id="out">
                {m.programme_out_title()}
              </h2>
              <a class="ds-link" href="#text">
                {m.programme_edit_text()}
              </a>
            </div>
            <Facts {...props} />
            {!none && <Items {...props} />}
            <Unplaced {...props} />
            <TextAgain source={title} text={props.text} open={none}>
              {props.stated === null && <ReadAs chosen={props.language} found={props.checked.language} />}
              <div class="sm-form__end">
                <Button name="wish" value="check" variant="secondary" icon={icons.arrowsCirclepath}>
                  {m.programme_read_again()}
                </Button>
              </div>
            </TextAgain>
          </section>
          {props.stated ? null : (
            <Beside title={title} count={lines.length}>
              <Source lines={lines} doubts={doubts} />
            </Beside>
          )}
        </div>
        <div class="sm-form__end">
          <Button name="wish" value="create">
            {none ? m.programme_create_text() : m.programme_create()}
          </Button>
          <span class="soft">{m.programme_create_next()}</span>
        </div>
      </form>
    </main>
  )
}

function Stated(props: { fileName: string; notes: readonly string[] }) {
  return (
    <>
      <Alert tone="info" title={props.fileName && m.programme_source_of_file({ name: props.fileName })}>
        {m.programme_stated_file()} {m.programme_from_file()}
      </Alert>
      {props.notes.length > 0 && (
        <Alert tone="warning" title={m.programme_stated_notes()}>
          <ul>
            {props.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}
