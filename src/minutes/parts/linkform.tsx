/** The address of a link, asked for under the tools; an empty one takes the link away. */
import type { Editor } from '@tiptap/core'
import { useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { isSafeHref } from '../document.ts'

export function LinkForm(props: { editor: Editor; close: () => void }) {
  const { editor, close } = props
  const [href, setHref] = useState((editor.getAttributes('link').href as string | undefined) ?? '')
  const [wrong, setWrong] = useState(false)
  const address = () => (/^[a-z]+:/i.test(href) ? href : href.includes('@') ? `mailto:${href}` : `https://${href}`)

  const done = (event: Event) => {
    event.preventDefault()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href.trim() === '') chain.unsetLink().run()
    else if (!isSafeHref(address())) return setWrong(true)
    else if (editor.state.selection.empty && !editor.isActive('link'))
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href: address() } }] }).run()
    else chain.setLink({ href: address() }).run()
    close()
  }
  return (
    <form class="sm-tools sm-tools--link" onSubmit={done} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <label class="ds-label" for="minutes-link">
        {m.minutes_link_address()}
      </label>
      <input
        class="ds-input"
        id="minutes-link"
        type="text"
        inputmode="url"
        autocomplete="off"
        autofocus
        ref={(field) => field?.focus()}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? 'minutes-link-error' : undefined}
        value={href}
        onInput={(event) => setHref(event.currentTarget.value)}
      />
      <button type="submit" class="ds-button" data-size="sm">
        {m.minutes_link_set()}
      </button>
      <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onClick={close}>
        {m.shared_cancel()}
      </button>
      {wrong ? (
        <p class="sm-error" id="minutes-link-error">
          {m.minutes_link_wrong()}
        </p>
      ) : null}
    </form>
  )
}
