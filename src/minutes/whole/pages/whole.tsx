/** All minutes of a meeting on one page that stays where it is, or one decision of them by itself. */
import type { Said } from '#meeting/formats/sheet.ts'
import { LogoMark } from '#network/logo/parts/logo.tsx'
import type { ShownLogo } from '#network/logo/rules.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { type MinutesSheet, type SheetItem, undescribed } from '../../formats/sheet.ts'
import { Body } from '../parts/body.tsx'
import { DRAFTS, formHref, type MinutesForm, minutesForms } from '../rules.ts'

export interface WholePageProps {
  readonly sheet: MinutesSheet
  /** At a path of this site: the sheet's is a full address, for what is read elsewhere. */
  readonly logo: ShownLogo | null
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  /** Of this page, without a query. */
  readonly path: string
  /** It is one decision, and the rest stands elsewhere. */
  readonly extract: boolean
  /** Whether the reader may see what is not published, and does. */
  readonly drafts: { readonly may: boolean; readonly shown: boolean }
  /** Whether the reader may have a package for the archive made. */
  readonly packages: boolean
}

export function WholePage(props: WholePageProps) {
  const { sheet, extract } = props
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.minutes_crumbs()}
        steps={[
          { href: props.meetingPath, text: <Words of={sheet.title} /> },
          ...(extract ? [{ href: `${props.meetingPath}/minutes`, text: m.whole_back() }] : []),
        ]}
      />
      {props.logo ? <LogoMark logo={props.logo} class="sm-logo--head" /> : null}
      <h1 class="sm-title sm-title--m">{sheet.name}</h1>
      <p class="sm-when">
        <strong>{sheet.when}</strong>
        {sheet.where ? ` · ${sheet.where}` : null}
      </p>
      {sheet.draft ? <Alert tone="warning">{m.whole_draft()}</Alert> : null}
      <div class="sm-cols">
        <div>
          <Front sheet={sheet} />
          {sheet.items.every((item) => item.minutes === null) ? <p>{m.whole_none()}</p> : null}
          {sheet.items.map((item) => (
            <Item key={item.id} item={item} {...props} />
          ))}
          <Undescribed sheet={sheet} />
          <p class="soft sm-taken__end">{sheet.updated}</p>
        </div>
        <aside aria-label={m.whole_take()}>
          <Take {...props} />
        </aside>
      </div>
    </main>
  )
}

const Words = ({ of }: { of: Said }) => <span lang={of.lang === spokenTo(localeNow()) ? undefined : of.lang}>{of.text}</span>

/** Who was there, what was decided and what is to be done. */
function Front({ sheet }: { sheet: MinutesSheet }) {
  return (
    <>
      {sheet.present.map((group) => (
        <Section key={group.presence} id={group.presence} title={group.said} aside={group.people.length}>
          <ul class="sm-prose">
            {group.people.map((one, i) => (
              <li key={i}>
                {one.name}
                {one.from ? (
                  <>
                    {', '}
                    <Words of={one.from} />
                  </>
                ) : null}
                {one.online ? ` (${m.whole_online()})` : null}
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {sheet.attending.length === 0 ? null : (
        <Section id="attending" title={m.attending_all()} aside={sheet.attending.length}>
          <ul class="sm-prose">
            {sheet.attending.map((one) => (
              <li key={one.id}>
                <a href={`#${one.id}`} lang={one.lang === spokenTo(localeNow()) ? undefined : one.lang}>
                  {one.text}
                </a>{' '}
                (<Words of={one.item} />)
              </li>
            ))}
          </ul>
        </Section>
      )}
      {sheet.decisions.length === 0 ? null : (
        <Section id="decisions" title={m.whole_decisions()} aside={sheet.decisions.length}>
          <ul class="sm-list">
            {sheet.decisions.map((one) => (
              <li key={one.id}>
                <a class="sm-list__t" href={`#${one.id}`} lang={one.lang === spokenTo(localeNow()) ? undefined : one.lang}>
                  {one.number ? `${one.number}: ` : null}
                  {one.text}
                </a>
                <span class="sm-list__m">
                  <Words of={one.item} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {sheet.actions.length === 0 ? null : (
        <Section id="actions" title={m.whole_actions()} aside={sheet.actions.length}>
          <div>
            <table class="sm-table sm-table--stack">
              <thead>
                <tr>
                  {[m.whole_action(), m.minutes_who(), m.minutes_due(), m.whole_item()].map((words) => (
                    <th key={words} scope="col">
                      {words}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sheet.actions.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <a href={`#${one.id}`} lang={one.lang === spokenTo(localeNow()) ? undefined : one.lang}>
                        {one.text}
                      </a>
                    </td>
                    <td data-label={m.minutes_who()}>{one.who ?? '–'}</td>
                    <td data-label={m.minutes_due()}>{one.dueSaid ?? '–'}</td>
                    <td data-label={m.whole_item()}>
                      <Words of={one.item} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      )}
    </>
  )
}

function Undescribed({ sheet }: { sheet: MinutesSheet }) {
  if (sheet.undescribed.length === 0) return null
  return (
    <Section id="undescribed" title={m.whole_undescribed_all({ count: undescribed(sheet) })}>
      <ul class="sm-prose">
        {sheet.undescribed.map(({ of, count }, i) => (
          <li key={i}>
            <Words of={of} /> ({count})
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Item({ item, meetingPath, extract, drafts }: WholePageProps & { item: SheetItem }) {
  const { minutes } = item
  const facts = [
    item.time,
    item.outcome,
    item.state,
    minutes?.writtenBy && m.whole_written_by({ name: minutes.writtenBy }),
  ].filter(Boolean)
  const decisions =
    minutes && !extract ? minutes.parts.flatMap((part) => (part.kind === 'block' && part.is === 'decision' ? [part] : [])) : []
  return (
    <Section
      id={`item-${item.publicId}`}
      class="sm-taken"
      level={item.level === 1 ? 2 : 3}
      title={
        <a href={item.url}>
          <Words of={item.title} />
        </a>
      }
    >
      {facts.length > 0 ? <p class="soft">{facts.join(' · ')}</p> : null}
      {item.people ? <p>{item.people}</p> : null}
      {item.present ? <p class="soft">{item.present}</p> : null}
      {minutes ? (
        <div class="sm-prose" lang={minutes.lang === spokenTo(localeNow()) ? undefined : minutes.lang}>
          <Body parts={minutes.parts} level={1 + item.level} />
          {minutes.amendments.map((one) => (
            <div key={one.title} class="sm-block">
              <p class="sm-block__kind">{one.title}</p>
              <div class="sm-block__text">
                {one.lines.map((text) => (
                  <p key={text}>{text}</p>
                ))}
              </div>
            </div>
          ))}
        </div>
      ) : null}
      {decisions.length > 0 ? (
        <p class="soft sm-extracts">
          {m.whole_extract_link()}
          {': '}
          {decisions.map((one, i) => (
            <>
              {i > 0 ? ', ' : null}
              <a class="ds-link" href={`${meetingPath}/minutes/decisions/${one.id}${drafts.shown ? `?${DRAFTS}` : ''}`}>
                {one.label}
              </a>
            </>
          ))}
        </p>
      ) : null}
      {item.links.length > 0 ? (
        <ul class="sm-prose">
          {item.links.map((one) => (
            <li key={one.href}>
              {one.title.text === one.what ? null : `${one.what}: `}
              <a href={one.href}>
                <Words of={one.title} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}

const look: Record<MinutesForm, { icon: string; words: () => string }> = {
  pdf: { icon: icons.filePdf, words: () => m.whole_pdf() },
  docx: { icon: icons.fileText, words: () => m.whole_docx() },
  md: { icon: icons.fileText, words: () => m.whole_md() },
  json: { icon: icons.table, words: () => m.whole_json() },
}

function Take(props: WholePageProps) {
  const { path, extract, drafts } = props
  const offered = minutesForms.filter((form) => !extract || form === 'pdf')
  return (
    <Section id="take" title={m.whole_take()}>
      <ul class="sm-take">
        {offered.map((form) => (
          <li key={form}>
            <a href={formHref(path, form, drafts.shown)} rel="nofollow">
              <Icon of={look[form].icon} />
              {look[form].words()}
            </a>
          </li>
        ))}
      </ul>
      {props.packages ? (
        <p>
          <a class="ds-link" href={`${props.meetingPath}/minutes/package`}>
            {m.whole_package()}
          </a>
        </p>
      ) : null}
      {drafts.may && !extract ? (
        <p>
          <a class="ds-link" href={`${props.meetingPath}/closing`}>
            {m.closing_title()}
          </a>
          <br />
          <a class="ds-link" href={drafts.shown ? path : `${path}?${DRAFTS}`}>
            {drafts.shown ? m.whole_drafts_hide() : m.whole_drafts_show()}
          </a>
        </p>
      ) : null}
    </Section>
  )
}
