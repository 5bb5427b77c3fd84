/** The organiser's corrections of a programme that came from a file. */
import type { Locale, Words } from '#platform/words/text.ts'
import type { Choices, Outline, OutlineItem } from '../intake/rules.ts'

/** The outline with the corrections in it; the same outline where there are none. Pure. */
export function withChoices(outline: Outline, choices: Choices): Outline {
  const spoken = choices.locale === undefined ? outline : inLanguage(outline, choices.locale)
  const { locale } = spoken
  return {
    ...spoken,
    title: choices.title === undefined ? spoken.title : { ...spoken.title, [locale]: choices.title },
    attendance: choices.attendance ?? spoken.attendance,
    days: spoken.days.map((day) => ({
      ...day,
      date: day.key in choices.dates ? choices.dates[day.key] || null : day.date,
      items: day.items.map((item) => corrected(item, choices, locale)),
    })),
  }
}

function corrected(item: OutlineItem, choices: Choices, locale: Locale): OutlineItem {
  const mine = choices.items[item.key]
  if (!mine) return item
  return {
    ...item,
    title: mine.title === undefined ? item.title : { ...item.title, [locale]: mine.title },
    start: mine.start === undefined ? item.start : mine.start || null,
    end: mine.end === undefined ? item.end : mine.end || null,
    endInferred: item.endInferred && mine.end === undefined,
    kind: mine.kind ?? item.kind,
  }
}

/** What was taken for one language is in another: texts that stand in several already are left as they are. */
function inLanguage(outline: Outline, locale: Locale): Outline {
  const was = outline.locale
  if (was === locale) return outline
  const moved = <T extends Words | null>(words: T): T => {
    const [[only] = [], ...others] = Object.entries(words ?? {})
    return only === was && others.length === 0 ? ({ [locale]: words![was] } as T) : words
  }
  const item = (one: OutlineItem): OutlineItem => ({
    ...one,
    title: moved(one.title),
    description: moved(one.description),
    note: moved(one.note),
    subitems: one.subitems.map(item),
  })
  return {
    ...outline,
    locale,
    title: moved(outline.title),
    days: outline.days.map((day) => ({ ...day, label: moved(day.label), items: day.items.map(item) })),
    texts: outline.texts.map((text) => ({ ...text, heading: moved(text.heading), body: moved(text.body) })),
    ...(outline.details && { details: { ...outline.details, summary: moved(outline.details.summary) } }),
  }
}
