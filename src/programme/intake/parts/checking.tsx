/** What the pages share that check what was read from a text: how much it was, the text itself to be mended, and its lines beside. */
import type { ComponentChildren } from 'preact'
import { m } from '#platform/words/words.ts'
import { ErrorText } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { State } from '#ui/state.tsx'

interface TextBoxProps {
  readonly label: string
  readonly help: string
  readonly text: string
  /** In words. */
  readonly wrong: string | undefined
}

/** Where a text is pasted, with its formatting where there is script. */
export const TextBox = ({ label, help, text, wrong }: TextBoxProps) => (
  <div class="ds-field">
    <label class="ds-label" for="text">
      {label}
    </label>
    <p data-field="description" id="text-help">
      {help}
    </p>
    <textarea
      class="ds-input sm-paste"
      id="text"
      name="text"
      rows={14}
      spellcheck={false}
      aria-describedby={wrong ? 'text-help text-error' : 'text-help'}
      aria-invalid={wrong ? 'true' : undefined}
    >
      {/* The parser takes one line break after the tag away. */}
      {`\n${text}`}
    </textarea>
    {wrong && <ErrorText id="text-error">{wrong}</ErrorText>}
    <Island name="programme/intake/paste" when="now" props={{ field: 'text' }} />
  </div>
)

type Kind = 'read' | 'unsure' | 'unplaced'

interface SumProps {
  readonly of: readonly { readonly is: Kind; readonly name: string; readonly count: number }[]
  readonly lines: string
}

/** How much was read, and how surely. */
export const Sum = ({ of, lines }: SumProps) => (
  <div class="sm-imp__sum" role="status">
    <dl>
      {of.map(({ is, name, count }) => (
        <div key={name}>
          <dt>
            <State is={is}>{name}</State>
          </dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
    <p class="soft">{lines}</p>
  </div>
)

interface TextAgainProps {
  readonly source: string
  readonly text: string
  readonly open: boolean
  readonly children?: ComponentChildren
}

/** The text that was read, to be changed and read again. */
export const TextAgain = ({ source, text, open, children }: TextAgainProps) => (
  <details class="sm-more" open={open}>
    <summary>
      {m.programme_edit_text()}
      <Icon of={icons.chevronDown} class="chevron" />
    </summary>
    <div class="ds-field">
      <label class="ds-label" for="text">
        {source}
      </label>
      <textarea class="ds-input sm-paste" id="text" name="text" rows={16} spellcheck={false}>
        {`\n${text}`}
      </textarea>
    </div>
    {children}
  </details>
)

/** Longer texts are counted, not shown: a page of many thousand lines helps nobody. */
const SHOWN = 1500

interface SourceLinesProps<Line> {
  readonly lines: readonly Line[]
  /** What is made of a line: a `SourceLine`. */
  readonly each: (line: Line, i: number) => ComponentChildren
}

/** The text as it was given, line by line, each with what was made of it. */
export function SourceLines<Line>({ lines, each }: SourceLinesProps<Line>) {
  const hidden = lines.length - SHOWN
  return (
    <>
      <ol class="sm-src">{lines.slice(0, SHOWN).map(each)}</ol>
      {hidden > 0 && <p class="soft">{m.programme_more_lines({ count: hidden })}</p>}
    </>
  )
}

interface BesideProps {
  readonly title: string
  /** Lines. */
  readonly count: number
  readonly children: ComponentChildren
}

/** Where the text stands beside what was understood. */
export const Beside = ({ title, count, children }: BesideProps) => (
  <details class="sm-imp__src" open>
    <summary>
      <h2 class="sm-h2">{title}</h2>
      <span class="soft">{m.programme_lines({ count })}</span>
    </summary>
    {children}
  </details>
)

interface SourceLineProps {
  readonly n: number
  readonly kind: Kind
  /** What was made of it. */
  readonly word: string
  readonly children: ComponentChildren
}

export function SourceLine({ n, kind, word, children }: SourceLineProps) {
  const icon = { read: icons.checkmark, unsure: icons.questionmarkCircle, unplaced: icons.circleSlash }[kind]
  return (
    <li data-kind={kind} id={`l${n}`}>
      <span class="sm-src__n">{n}</span>
      {/* Text from elsewhere may hold marks that turn the direction of what follows: they end with the line. */}
      <bdi>{children}</bdi>
      <span class="sm-src__k">
        <Icon of={icon} />
        <span class={kind === 'read' ? 'sr' : undefined}>{word}</span>
      </span>
    </li>
  )
}
