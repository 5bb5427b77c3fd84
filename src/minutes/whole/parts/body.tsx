/** The text of minutes on a page, block by block, as the sheet has it: headings in order, decisions with their numbers. */
import { Fragment } from 'preact'
import { Icon } from '#ui/icon.tsx'
import type { Part, Run } from '../../formats/body.ts'
import type { SheetBlock, SheetPart, SheetPicture } from '../../formats/sheet.ts'
import { looks } from '../../html/rules.ts'
import { pictureHref } from '../../pictures/rules.ts'

/** @param level of the heading above */
export function Body({ parts, level }: { parts: readonly SheetPart[]; level: number }) {
  return (
    <>
      {parts.map((part, i) =>
        part.kind === 'block' ? (
          <Block key={i} of={part} level={level} />
        ) : part.kind === 'picture' ? (
          <Picture key={i} of={part} />
        ) : (
          <One key={i} of={part} level={level} />
        ),
      )}
    </>
  )
}

function Block({ of, level }: { of: SheetBlock; level: number }) {
  const look = looks[of.is]
  return (
    <div class="sm-block" data-block={of.is} data-color={look.color} id={of.id || undefined} lang={of.lang ?? undefined}>
      <p class="sm-block__kind">
        <Icon of={look.icon} />
        {of.label}
      </p>
      <div class="sm-block__text">
        {of.question ? (
          <p class="soft">
            <Runs of={of.question} />
          </p>
        ) : null}
        {of.parts.map((part, i) => (
          <One key={i} of={part} level={level} />
        ))}
      </div>
      {of.facts ? <p class="sm-block__meta">{of.facts}</p> : null}
    </div>
  )
}

function Picture({ of }: { of: SheetPicture }) {
  const undescribed = of.alt === null && !of.decorative
  return (
    <figure class="sm-picture" lang={of.lang ?? undefined}>
      <img src={pictureHref(of.file)} alt={of.said} width={of.size?.width} height={of.size?.height} loading="lazy" />
      {undescribed ? <figcaption class="soft">{of.said}</figcaption> : null}
    </figure>
  )
}

function One({ of, level }: { of: Part; level: number }) {
  const lang = 'lang' in of ? (of.lang ?? undefined) : undefined
  switch (of.kind) {
    case 'paragraph':
      return (
        <p lang={lang} dir={of.rtl ? 'rtl' : undefined}>
          <Runs of={of.runs} />
        </p>
      )
    case 'heading': {
      const Heading = `h${Math.min(6, level + of.level)}` as 'h3'
      return (
        <Heading lang={lang}>
          <Runs of={of.runs} />
        </Heading>
      )
    }
    case 'picture':
      return null
    case 'rule':
      return <hr />
    case 'quote':
      return <blockquote lang={lang}>{all(of.parts, level)}</blockquote>
    case 'list': {
      const entries = of.entries.map((entry, i) => <li key={i}>{all(entry, level)}</li>)
      return of.start === null ? <ul>{entries}</ul> : <ol start={of.start === 1 ? undefined : of.start}>{entries}</ol>
    }
    case 'table':
      return <Table of={of} level={level} />
    case 'block':
      return all(of.parts, level)
  }
}

const all = (parts: readonly Part[], level: number) => (
  <>
    {parts.map((part, i) => (
      <One key={i} of={part} level={level} />
    ))}
  </>
)

function Table({ of, level }: { of: Extract<Part, { kind: 'table' }>; level: number }) {
  const row = (cells: (typeof of.rows)[number], r: number) => (
    <tr key={r}>
      {cells.map((cell, i) => {
        const span = { colspan: cell.columns > 1 ? cell.columns : undefined, rowspan: cell.rows > 1 ? cell.rows : undefined }
        const inside = all(cell.parts, level)
        return cell.head ? (
          <th key={i} scope={r < of.heads ? 'col' : 'row'} {...span}>
            {inside}
          </th>
        ) : (
          <td key={i} {...span}>
            {inside}
          </td>
        )
      })}
    </tr>
  )
  return (
    <table>
      {of.heads > 0 ? <thead>{of.rows.slice(0, of.heads).map(row)}</thead> : null}
      <tbody>{of.rows.slice(of.heads).map((cells, i) => row(cells, of.heads + i))}</tbody>
    </table>
  )
}

function Runs({ of }: { of: readonly Run[] }) {
  return (
    <>
      {of.map((run, i) => {
        const lines = run.text.split('\n').map((line, at) => (
          <Fragment key={at}>
            {at > 0 ? <br /> : null}
            {line}
          </Fragment>
        ))
        const slanted = run.italic ? <em>{lines}</em> : lines
        const heavy = run.bold ? <strong>{slanted}</strong> : slanted
        return run.href ? (
          <a key={i} href={run.href} rel="noopener nofollow">
            {heavy}
          </a>
        ) : (
          <Fragment key={i}>{heavy}</Fragment>
        )
      })}
    </>
  )
}
