/** The pages of a file, each as a picture with its words beside it: without script one below the other. */
import { m } from '#platform/words/words.ts'
import { linesOf, pageAnchor } from '../rules.ts'

/** One page as a reader gets it. It crosses to the browser as JSON. */
export interface PageView {
  /** Counted from 1. */
  readonly page: number
  /** Addresses of its picture. */
  readonly small: string
  readonly large: string
  /** Pixels of the large one. */
  readonly width: number
  readonly height: number
  readonly text: string
}

export interface PagesProps {
  readonly pages: readonly PageView[]
  /** The language of what stands on the pages, where it is another than that of this page. */
  readonly lang?: string | undefined
  /** Pixels across of the small pictures. */
  readonly smallWidth: number
}

/** `current`: the one page that is seen; null for all of them. */
export function PageList(props: PagesProps & { current: number | null }) {
  return (
    <ol class="sm-slides" data-one={props.current === null ? undefined : ''}>
      {props.pages.map((one) => (
        <OnePage key={one.page} {...props} one={one} away={props.current !== null && props.current !== one.page} />
      ))}
    </ol>
  )
}

function OnePage(props: PagesProps & { one: PageView; away: boolean }) {
  const { one } = props
  const anchor = pageAnchor(one.page)
  return (
    <li class="sm-slide" id={anchor} data-tall={one.height > one.width ? '' : undefined} data-away={props.away ? '' : undefined}>
      <h2 class="sm-slide__n">
        <a href={`#${anchor}`}>{m.viewer_page({ page: one.page })}</a>
      </h2>
      <a class="sm-slide__pic" href={one.large}>
        <img
          src={one.small}
          srcset={`${one.small} ${Math.min(props.smallWidth, one.width)}w, ${one.large} ${one.width}w`}
          sizes="(width < 52rem) 96vw, 52rem"
          width={one.width}
          height={one.height}
          alt={m.viewer_picture({ page: one.page })}
          loading="lazy"
          decoding="async"
        />
      </a>
      <div class="sm-slide__text">
        {one.text.trim() === '' ? (
          <p class="soft">{m.viewer_no_text()}</p>
        ) : (
          linesOf(one.text).map((line, at) => (
            <p key={`${at} ${line}`} lang={props.lang}>
              {line}
            </p>
          ))
        )}
      </div>
    </li>
  )
}

/** What a page is called in a list: its first words. */
export const firstWords = (text: string): string => {
  const [line = ''] = text.trim().split('\n')
  return line.length > 40 ? `${line.slice(0, 39).toWellFormed()}…` : line
}
