/** Step two: the text on one side, what was understood on the other; every part of it can be mended or left out. */
import { pick, spoken, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Beside, Sum, TextAgain } from '#programme/intake/parts/checking.tsx'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { EntryRow, type RowProps } from '../parts/entry.tsx'
import { Source } from '../parts/source.tsx'
import { type Fields, fieldOf, type ReadPlan } from '../rules.ts'

export interface CheckProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly read: ReadPlan
  readonly fields: Fields
  /** What was read, as JSON: what differs from it was changed by hand. */
  readonly was: string
  readonly text: string
  readonly layout: string
  readonly fileName: string
  /** In words, by field. */
  readonly wrong: Readonly<Record<string, string>>
  /** What becomes of an owner's words, by the key of the measure. */
  readonly owned: RowProps['owned']
  /** Everybody a measure can rest with. */
  readonly names: readonly string[]
}

const LANGUAGES = { nb: 'Bokmål', nn: 'Nynorsk', se: 'Davvisámegiella', en: 'English' }

export function CheckPage(props: CheckProps) {
  const { network, read, fields, wrong } = props
  const base = `/${network.slug}`
  const count = (as: string) => read.entries.filter((one) => fields[fieldOf(one.key, 'as')] === as).length
  const unsure = read.entries.filter((one) => !one.sure).length
  const first = read.entries.find((one) => !one.sure)
  const nothing = !read.entries.some((one) => one.sure && (one.as === 'goal' || one.as === 'measure'))
  const source = props.fileName ? m.programme_source_of_file({ name: props.fileName }) : m.programme_source_title()
  return (
    <main class="sm-page" id="content">
      <form method="post" action={`${base}/plans/import`}>
        {/* Enter in a field reads again, and makes nothing. */}
        <input type="submit" class="sr" name="wish" value="check" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="was" value={props.was} />
        <input type="hidden" name="layout" value={props.layout} />
        <input type="hidden" name="fileName" value={props.fileName} />
        <div class="sm-imp__head">
          <div>
            <Crumbs
              label={m.programme_crumbs()}
              steps={[
                { text: pick(network.name, localeNow())?.text, href: base },
                { text: m.plans_title(), href: `${base}/plans` },
                { text: m.planio_import_title() },
              ]}
            />
            <h1 class="sm-title sm-title--m">{m.planio_check_title()}</h1>
          </div>
          <Sum
            of={[
              { is: 'read', name: m.planio_goals(), count: count('goal') },
              { is: 'read', name: m.planio_measures(), count: count('measure') },
              { is: 'unsure', name: m.programme_unsure_many(), count: unsure },
            ]}
            lines={m.programme_source_lines({ count: read.lines.length })}
          />
          <div class="sm-acts">
            {first && (
              <a class="ds-link" href={`#${first.key}`}>
                {m.programme_first_unsure()}
              </a>
            )}
            <Button name="wish" value="create">
              {m.planio_create()}
            </Button>
          </div>
        </div>
        <ErrorSummary
          title={m.shared_errors_title()}
          errors={Object.entries(wrong).map(([field, text]) => ({ field, text: inLine(read, field, text) }))}
        />
        <div class="sm-imp">
          <section class="sm-imp__out" aria-labelledby="out">
            <div class="sm-sec__head">
              <h2 class="sm-h2" id="out">
                {m.planio_out_title()}
              </h2>
              <a class="ds-link" href="#text">
                {m.programme_edit_text()}
              </a>
            </div>
            <div class="sm-form sm-planfacts">
              <TextField name="title" label={m.planio_title()} value={fields.title} error={wrong.title} required />
              <div class="sm-form__row">
                <TextField name="starts" type="date" label={m.planio_starts()} value={fields.starts} error={wrong.starts} />
                <TextField name="ends" type="date" label={m.planio_ends()} value={fields.ends} error={wrong.ends} />
                <Select
                  name="locale"
                  label={m.planio_language()}
                  value={fields.locale}
                  options={spoken.map((one) => ({ value: one, label: LANGUAGES[one], lang: one }))}
                />
              </div>
            </div>
            <p class="soft">{m.planio_check_help()}</p>
            <datalist id="owner-names">
              {props.names.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            {nothing && <Alert tone="info">{m.planio_none_found()}</Alert>}
            <ol class="sm-planread">
              {read.entries.map((one) => (
                <EntryRow key={one.key} entry={one} fields={fields} wrong={wrong} owned={props.owned} />
              ))}
            </ol>
            <TextAgain source={source} text={props.text} open={nothing || wrong.text !== undefined} />
            <div class="sm-form__end">
              <Button name="wish" value="create">
                {m.planio_create()}
              </Button>
              <Button name="wish" value="check" variant="secondary" icon={icons.arrowsCirclepath}>
                {m.planio_read_again()}
              </Button>
              <span class="soft">{m.planio_create_next()}</span>
            </div>
          </section>
          <Beside title={source} count={read.lines.length}>
            <Source read={read} />
          </Beside>
        </div>
      </form>
    </main>
  )
}

/** What is wrong in an entry is said with its line: several may have the same fault. */
function inLine(read: ReadPlan, field: string, text: string): string {
  const entry = read.entries.find((one) => field.startsWith(`e/${one.key}/`))
  return entry ? m.planio_in_line({ n: entry.line, text }) : text
}
