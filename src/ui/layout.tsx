import { toneIcon } from './alert.tsx'
import { PostButton } from './button.tsx'
import type { Frame, Notice } from './document.tsx'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

/** The first letters of the first and last name. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const first = [...(parts[0] ?? '')][0] ?? ''
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toLocaleUpperCase('nb')
}

/** How many entries stand beside the brand at the least width of a wide screen. */
const ONE_LINE = 5

/**
 * Brand, network, navigation, person. The menu is one list for all widths: a line on a wide screen, a popover on
 * a phone (the popover attribute needs no script; where it is unknown the list stands open under the brand). What is
 * too much for one line beside the brand gets a line of its own.
 */
export function Header(props: { frame: Frame }) {
  const { frame } = props
  const hasMenu = frame.nav.length > 0 || frame.person !== null
  return (
    <header class={frame.nav.length > ONE_LINE ? 'sm-top sm-top--two' : 'sm-top'}>
      <div class="sm-top__in">
        <a class="sm-brand" href={frame.brandHref}>
          Samling
        </a>
        {frame.network ? (
          <a class="sm-top__net" href={frame.network.href} lang={frame.network.lang}>
            {frame.network.name}
          </a>
        ) : null}
        {hasMenu ? (
          <>
            <button class="sm-top__tool sm-top__menu" type="button" popovertarget="menu">
              <Icon of={icons.menuHamburger} />
              {frame.words.menu}
            </button>
            <div class="sm-menu" id="menu" popover="auto">
              {frame.nav.length === 0 ? null : (
                <nav class="sm-nav" aria-label={frame.words.mainNav}>
                  <ul>
                    {frame.nav.map((entry) => (
                      <li key={entry.href}>
                        <a href={entry.href} aria-current={entry.current ? 'true' : undefined}>
                          {entry.label}
                        </a>
                      </li>
                    ))}
                  </ul>
                </nav>
              )}
              {frame.person === null ? null : (
                <a class="sm-me" href={frame.person.href}>
                  <span class="sm-avatar" aria-hidden="true">
                    {initials(frame.person.name)}
                  </span>
                  <span>{frame.person.name}</span>
                </a>
              )}
              {frame.signOut === undefined ? null : (
                <PostButton action={frame.signOut.action} variant="tertiary" color="neutral">
                  {frame.signOut.label}
                </PostButton>
              )}
            </div>
          </>
        ) : null}
        {frame.search ? (
          <a
            class="sm-top__tool sm-top__search"
            href={frame.search.href}
            aria-current={frame.search.current ? 'true' : undefined}
          >
            <Icon of={icons.magnifyingGlass} />
            <span class="sm-top__word">{frame.search.label}</span>
          </a>
        ) : null}
        {frame.signIn === null ? null : (
          <a class="sm-top__tool" href={frame.signIn.href}>
            {frame.signIn.label}
          </a>
        )}
      </div>
    </header>
  )
}

/** What just happened, with the way back where there is one. */
export function Flash(props: { notice: Notice }) {
  const { notice } = props
  return (
    <div class="sm-flash" data-color={notice.tone} role="status">
      <div class="sm-flash__in">
        <Icon of={toneIcon[notice.tone]} />
        <p>{notice.text}</p>
        {notice.undo === undefined ? null : (
          <PostButton
            action={notice.undo.action}
            fields={notice.undo.fields}
            variant="secondary"
            color="neutral"
            size="sm"
            icon={icons.arrowUndo}
          >
            {notice.undo.label}
          </PostButton>
        )}
      </div>
    </div>
  )
}

export function Footer(props: { frame: Frame }) {
  const { frame } = props
  return (
    <footer class="sm-foot">
      <div class="sm-foot__in">
        <p>{frame.footer.text}</p>
        {frame.footer.links.length === 0 ? null : (
          <ul class="sm-foot__links">
            {frame.footer.links.map((link) => (
              <li key={link.href}>
                <a class="ds-link" href={link.href}>
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        )}
        {frame.languages.length < 2 ? null : (
          <nav aria-label={frame.words.languageNav}>
            <ul class="sm-foot__lang">
              {frame.languages.map((language) => (
                <li key={language.locale}>
                  {language.current ? (
                    <span aria-current="true" lang={language.locale}>
                      {language.label}
                    </span>
                  ) : (
                    <a class="ds-link" href={language.href} lang={language.locale} hreflang={language.locale}>
                      {language.label}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </footer>
  )
}
