/** The search field with what is suggested below it, as it is drawn on the server and in the browser. */
import type { Ref } from 'preact'
import { m } from '#platform/words/words.ts'
import type { Suggestion } from '../suggesting/rules.ts'
import { SearchField } from './box.tsx'
import { kindName } from './kinds.ts'

export interface SuggestedProps {
  readonly q: string
  readonly suggestions?: readonly Suggestion[]
  /** Which of them the keys have come to; -1 for none. */
  readonly chosen?: number
  readonly field?: Ref<HTMLInputElement>
  readonly onInput?: (text: string) => void
  readonly onKey?: (event: KeyboardEvent) => void
  readonly onLeave?: () => void
  readonly onTake?: (suggestion: Suggestion) => void
}

export function Suggested({ q, suggestions = [], chosen = -1, field, onInput, onKey, onLeave, onTake }: SuggestedProps) {
  const open = suggestions.length > 0
  return (
    <div class="sm-suggest">
      <SearchField
        q={q}
        ref={field}
        role="combobox"
        aria-expanded={open ? 'true' : 'false'}
        aria-controls="suggested"
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? `suggested-${chosen}` : undefined}
        onInput={(event: Event) => onInput?.((event.currentTarget as HTMLInputElement).value)}
        onKeyDown={onKey}
        onBlur={onLeave}
      />
      <div class="sm-suggest__list" id="suggested" role="listbox" aria-label={m.search_suggestions()} hidden={!open}>
        {suggestions.map((suggestion, i) => (
          // The keys reach them from the field, which keeps the focus (aria-activedescendant).
          <div
            key={`${suggestion.href ?? ''} ${suggestion.text}`}
            id={`suggested-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen ? 'true' : 'false'}
            onPointerDown={(event) => {
              event.preventDefault()
              onTake?.(suggestion)
            }}
          >
            {suggestion.text} {suggestion.kind ? <span class="soft">{kindName(suggestion.kind)}</span> : null}
          </div>
        ))}
      </div>
      <span class="sr" role="status">
        {open ? m.search_suggested({ count: suggestions.length }) : ''}
      </span>
    </div>
  )
}
