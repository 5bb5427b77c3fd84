/** What the audience will see of a talk: as its page will be when proposals are accepted and all that waits is shown. */
import { Prose } from '#meeting/parts/prose.tsx'
import { capital } from '#meeting/parts/when.tsx'
import { clock, longDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { FileList } from '../../parts/filelist.tsx'
import { showingOf } from '../../publishing/rules.ts'
import { textsShown } from '../parts/texts.tsx'
import type { Appearance, Guest } from '../reads.ts'

/** @param props.base `/s/{token}` */
export function PreviewPage({ guest, one, base }: { guest: Guest; one: Appearance; base: string }) {
  const { item, meeting } = one.place
  const texts = textsShown(one)
  // Others who speak here are in the published programme, or nobody's to know of yet.
  const others = meeting.publishedAt === null ? [] : item.speakers.filter((who) => who.id !== one.speaker.id)
  const coming = one.materials.filter((own) => showingOf(own, item.publishRule).is !== 'hidden')
  return (
    <main id="content" class="sm-page sm-page--text">
      <Crumbs label={m.materials_crumbs()} steps={[{ text: m.materials_guest_title({ name: guest.name }), href: base }]} />
      <Alert tone="info" title={m.guest_preview_title()}>
        {one.proposals.open.length > 0 ? m.guest_preview_proposed() : null}{' '}
        {meeting.publishedAt === null ? m.guest_preview_draft() : null}
      </Alert>
      <h1 class="sm-title sm-title--m" lang={meeting.locale}>
        {texts.title}
      </h1>
      <p class="sm-when">
        {one.date ? <strong>{capital(longDate(one.date))}</strong> : m.materials_guest_no_date()}{' '}
        {one.start
          ? m.materials_guest_time({
              time: [one.start, one.end]
                .flatMap((at) => at ?? [])
                .map(clock)
                .join('–'),
            })
          : ''}
      </p>
      <article class="sm-item">
        <p class="sm-who">
          {[{ name: texts.name, office: texts.office }, ...others].map((who, i) => (
            <>
              {i === 0 ? null : '; '}
              <b>{who.name}</b>
              {who.office ? `, ${who.office}` : null}
            </>
          ))}
        </p>
        {texts.description ? <Prose of={{ [meeting.locale]: texts.description }} /> : null}
      </article>
      {texts.bio ? (
        <Section id="about-speakers" title={m.guest_about_speaker()}>
          <Prose of={{ [meeting.locale]: texts.bio }} />
        </Section>
      ) : null}
      <Section id="materials" title={m.meeting_materials()}>
        {coming.length === 0 ? (
          <p class="soft">{m.guest_preview_nothing()}</p>
        ) : (
          <FileList
            materials={coming}
            signed={one.signed}
            rule={item.publishRule}
            timezone={meeting.timezone}
            acts={() => null}
          />
        )}
      </Section>
      <p>
        <a class="ds-link" href={base}>
          {m.guest_preview_back()}
        </a>
      </p>
    </main>
  )
}
