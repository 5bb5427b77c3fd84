/**
 * A mail from its parts: the same words as plain text and as simple HTML. One column, readable without pictures and without
 * style sheets; styles stand in the elements because mail programs drop everything else.
 */
import { renderToString } from 'preact-render-to-string'
import type { Locale } from '../words/text.ts'

export type LetterPart =
  | { readonly text: string }
  | { readonly button: { readonly label: string; readonly href: string } }
  /** Rows with a short term in front: times, labels. */
  | { readonly rows: readonly LetterRow[] }
  /** Above what follows, where a mail is about several things. */
  | { readonly heading: string; readonly lang?: Locale | undefined }

export interface LetterRow {
  readonly term: string
  readonly text: string
  readonly href?: string
  /** Under the text: what there is to say of it. */
  readonly note?: string
  /** The language of `text` where it is not the mail's. */
  readonly lang?: Locale | undefined
}

export interface LetterParts {
  readonly locale: Locale
  readonly subject: string
  /** Above the title: what it is about. */
  readonly kicker?: string
  readonly title: string
  readonly parts: readonly LetterPart[]
  /** Why this person gets it, and what to do about it. */
  readonly foot: string
  /** Under the foot: ways out of it. */
  readonly ways?: readonly { readonly label: string; readonly href: string }[]
}

export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function letter(parts: LetterParts): Written {
  return { subject: parts.subject, text: asText(parts), html: `<!doctype html>${renderToString(<Letter {...parts} />)}` }
}

function asText({ kicker, title, parts, foot, ways = [] }: LetterParts): string {
  const body = parts.map((part) => {
    if ('text' in part) return part.text
    if ('heading' in part) return part.heading.toLocaleUpperCase()
    if ('button' in part) return `${part.button.label}:\n${part.button.href}`
    return part.rows
      .map((row) =>
        [[row.term, row.text].filter(Boolean).join('  '), row.note && `    ${row.note}`, row.href && `    ${row.href}`]
          .filter(Boolean)
          .join('\n'),
      )
      .join(part.rows.some((row) => row.note) ? '\n\n' : '\n')
  })
  return `${[...(kicker ? [kicker] : []), title, ...body, [`-- \n${foot}`, ...ways.map((way) => `${way.label}: ${way.href}`)].join('\n')].join('\n\n')}\n`
}

const sans = 'Inter,system-ui,-apple-system,"Segoe UI",sans-serif'
const serif = 'Literata,Georgia,serif'
const styles = {
  page: 'margin:0;background:#f6f4f0',
  frame: 'width:100%;background:#f6f4f0;border-collapse:collapse',
  sheet: 'width:100%;max-width:600px;margin:24px auto;background:#ffffff;border-top:4px solid #0c5563;border-collapse:collapse',
  cell: `padding:28px 32px;font:400 16px/1.5 ${sans};color:#211f1b`,
  kicker: 'margin:0;color:#57534b',
  title: `margin:2px 0 16px;font:600 28px/1.2 ${serif};color:#211f1b`,
  text: 'margin:0 0 16px',
  button:
    'display:inline-block;padding:12px 20px;background:#0c5563;color:#ffffff;font-weight:600;text-decoration:none;border-radius:4px',
  rows: 'width:100%;border-collapse:collapse;border-top:2px solid #211f1b;margin:0 0 16px',
  term: 'width:64px;padding:10px 12px 10px 0;border-bottom:1px solid #d8d3c9;text-align:left;vertical-align:top;font-weight:600',
  row: `padding:10px 0;border-bottom:1px solid #d8d3c9;vertical-align:top;font:400 17px/1.4 ${serif}`,
  link: 'color:#211f1b',
  heading: `margin:24px 0 8px;font:600 20px/1.3 ${serif};color:#211f1b`,
  note: `margin:2px 0 0;font:400 15px/1.45 ${sans};color:#57534b`,
  way: 'color:#57534b;display:inline-block;padding:2px 4px',
  foot: 'margin:24px 0 0;padding-top:16px;border-top:1px solid #d8d3c9;color:#57534b;font-size:14px',
}

function Letter({ locale, subject, kicker, title, parts, foot, ways = [] }: LetterParts) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={styles.page}>
        <table role="presentation" style={styles.frame}>
          <tr>
            <td>
              <table role="presentation" style={styles.sheet}>
                <tr>
                  <td style={styles.cell}>
                    {kicker && <p style={styles.kicker}>{kicker}</p>}
                    <h1 style={styles.title}>{title}</h1>
                    {parts.map((part) => (
                      <Part part={part} />
                    ))}
                    <p style={styles.foot}>
                      {foot}
                      {ways.map((way) => (
                        <>
                          {' '}
                          <a href={way.href} style={styles.way}>
                            {way.label}
                          </a>
                        </>
                      ))}
                    </p>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
}

function Part({ part }: { part: LetterPart }) {
  if ('text' in part) return <p style={styles.text}>{part.text}</p>
  if ('heading' in part)
    return (
      <h2 style={styles.heading} lang={part.lang}>
        {part.heading}
      </h2>
    )
  if ('button' in part)
    return (
      <p style={styles.text}>
        <a href={part.button.href} style={styles.button}>
          {part.button.label}
        </a>
      </p>
    )
  return (
    <table style={styles.rows}>
      {part.rows.map((row) => (
        <tr>
          <th scope="row" style={styles.term}>
            {row.term}
          </th>
          <td style={styles.row}>
            {row.href ? (
              <a href={row.href} style={styles.link} lang={row.lang}>
                {row.text}
              </a>
            ) : (
              row.text
            )}
            {row.note && <p style={styles.note}>{row.note}</p>}
          </td>
        </tr>
      ))}
    </table>
  )
}
