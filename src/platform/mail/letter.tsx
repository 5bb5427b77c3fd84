/**
 * A mail from its parts: the same words as plain text and as simple HTML. One column, readable without pictures and without
 * style sheets; styles stand in the elements because mail programs drop everything else.
 */
import { renderToString } from 'preact-render-to-string'
import type { Locale } from '../words/text.ts'

export type LetterPart =
  /** Lines stay lines, and addresses become links. `lang` where it is not the mail's. */
  | { readonly text: string; readonly lang?: Locale | undefined }
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
  /** Of less weight: a break between others. */
  readonly light?: boolean
}

export interface LetterParts {
  readonly locale: Locale
  readonly subject: string
  /** Above the title: what it is about. */
  readonly kicker?: string
  readonly title: string
  /** The language of subject and title where it is not the mail's. */
  readonly titleLang?: Locale | undefined
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

/** Where a mail program reads style sheets at all: paper and ink change places in the dark. Elsewhere the light one stands. */
const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
body,.page{background:#11181a!important}
.sheet{background:#182225!important;border-top-color:#8fcad5!important}
.ink,.ink a{color:#eef1f0!important}
.soft,.soft a{color:#b3bec0!important}
.line{border-color:#3a474a!important}
.ink a.act{background:#8fcad5!important;color:#11181a!important}
}`

const sans = 'Inter,system-ui,-apple-system,"Segoe UI",sans-serif'
const serif = 'Literata,Georgia,serif'
const styles = {
  page: 'margin:0;background:#f6f4f0',
  frame: 'width:100%;background:#f6f4f0;border-collapse:collapse',
  sheet: 'width:100%;max-width:600px;margin:24px auto;background:#ffffff;border-top:4px solid #0c5563;border-collapse:collapse',
  // In a long word a narrow window breaks it.
  cell: `padding:28px 32px;font:400 16px/1.5 ${sans};color:#211f1b;overflow-wrap:anywhere`,
  kicker: 'margin:0;color:#57534b',
  title: `margin:2px 0 16px;font:600 28px/1.2 ${serif};color:#211f1b`,
  text: 'margin:0 0 16px',
  button:
    'display:inline-block;padding:12px 20px;background:#0c5563;color:#ffffff;font-weight:600;text-decoration:none;border-radius:4px',
  rows: 'width:100%;border-collapse:collapse;border-top:2px solid #211f1b;margin:0 0 16px',
  term: 'width:64px;padding:10px 12px 10px 0;overflow-wrap:normal;border-bottom:1px solid #d8d3c9;text-align:left;vertical-align:top;font-weight:600',
  row: `padding:10px 0;border-bottom:1px solid #d8d3c9;vertical-align:top;font:400 17px/1.4 ${serif}`,
  light: `padding:10px 0;border-bottom:1px solid #d8d3c9;vertical-align:top;font:400 15px/1.4 ${sans};color:#57534b`,
  link: 'color:#211f1b',
  heading: `margin:24px 0 8px;font:600 20px/1.3 ${serif};color:#211f1b`,
  note: `margin:2px 0 0;font:400 15px/1.45 ${sans};color:#57534b`,
  way: 'color:#57534b;display:inline-block;padding:2px 4px',
  foot: 'margin:24px 0 0;padding-top:16px;border-top:1px solid #d8d3c9;color:#57534b;font-size:14px',
}

function Letter({ locale, subject, kicker, title, titleLang, parts, foot, ways = [] }: LetterParts) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{DARK}</style>
      </head>
      <body class="page" style={styles.page}>
        <table role="presentation" class="page" style={styles.frame}>
          <tr>
            <td>
              <table role="presentation" class="sheet" style={styles.sheet}>
                <tr>
                  <td class="ink" style={styles.cell}>
                    {kicker && (
                      <p class="soft" style={styles.kicker}>
                        {kicker}
                      </p>
                    )}
                    <h1 class="ink" style={styles.title} lang={titleLang}>
                      {title}
                    </h1>
                    {parts.map((part) => (
                      <Part part={part} />
                    ))}
                    <p class="soft line" style={styles.foot}>
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

/** An address in running text, without the sign that ends its sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)»”])/

function Part({ part }: { part: LetterPart }) {
  if ('text' in part)
    return (
      <p style={styles.text} lang={part.lang}>
        {part.text.split('\n').map((line, i) => (
          <>
            {i > 0 && <br />}
            {line.split(ADDRESS).map((piece, place) =>
              place % 2 === 1 ? (
                <a href={piece} style={styles.link}>
                  {piece}
                </a>
              ) : (
                piece
              ),
            )}
          </>
        ))}
      </p>
    )
  if ('heading' in part)
    return (
      <h2 class="ink" style={styles.heading} lang={part.lang}>
        {part.heading}
      </h2>
    )
  if ('button' in part)
    return (
      <p style={styles.text}>
        <a href={part.button.href} class="act" style={styles.button}>
          {part.button.label}
        </a>
      </p>
    )
  return (
    <table class="line" style={styles.rows}>
      {part.rows.map((row) => (
        <tr>
          <th scope="row" class="ink line" style={styles.term}>
            {row.term}
          </th>
          <td class={row.light ? 'soft line' : 'ink line'} style={row.light ? styles.light : styles.row}>
            {row.href ? (
              <a href={row.href} style={styles.link} lang={row.lang}>
                {row.text}
              </a>
            ) : row.lang ? (
              <span lang={row.lang}>{row.text}</span>
            ) : (
              row.text
            )}
            {row.note && (
              <p class="soft" style={styles.note}>
                {row.note}
              </p>
            )}
          </td>
        </tr>
      ))}
    </table>
  )
}
