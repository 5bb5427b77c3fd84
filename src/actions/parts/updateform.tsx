/** "Nytt siden sist": how it goes, on the action's own page and behind a personal link. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorText, Select, TextArea, TextField } from '#ui/field.tsx'
import type { ActionView } from '../reads.ts'
import { statuses } from '../rules.ts'
import { statusWords } from './words.ts'

/** A form that comes back: what was typed, and what is wrong with it. */
export interface Back {
  readonly form: 'update' | 'change' | 'end' | 'bulk' | 'new'
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
}

export function UpdateForm({ one, action, back }: { one: ActionView; action: string; back: Back | null }) {
  const typed = back?.typed
  const errors = back?.errors ?? {}
  return (
    <form class="sm-form" method="post" action={action} enctype="multipart/form-data" novalidate>
      <input type="hidden" name="version" value={one.version} />
      <TextArea
        name="text"
        id="update-text"
        label={m.actions_update_text()}
        help={m.actions_update_text_help()}
        value={typed?.['text']}
        error={errors['text']}
        rows={3}
        reading
      />
      <div class="sm-form__row">
        <Select
          name="status"
          id="update-status"
          label={m.actions_status()}
          value={typed?.['status'] ?? one.status}
          error={errors['status']}
          options={statuses.map((status) => ({ value: status, label: statusWords[status]() }))}
        />
        <TextField
          name="progress"
          id="update-progress"
          label={m.actions_progress()}
          optional={m.shared_optional()}
          inputmode="numeric"
          width="short"
          value={typed?.['progress'] ?? (one.progress === null ? '' : String(one.progress))}
          error={errors['progress']}
        />
      </div>
      <div class="ds-field">
        <label class="ds-label" for="update-file">
          {m.actions_file()}
          <span class="sm-optional"> ({m.shared_optional()})</span>
        </label>
        <p data-field="description" id="update-file-help">
          {back ? m.actions_file_again() : m.actions_file_help()}
        </p>
        <input
          class="sm-file"
          id="update-file"
          name="file"
          type="file"
          aria-describedby={errors['file'] ? 'update-file-help update-file-error' : 'update-file-help'}
          aria-invalid={errors['file'] ? 'true' : undefined}
        />
        {errors['file'] ? <ErrorText id="update-file-error">{errors['file']}</ErrorText> : null}
      </div>
      <div class="sm-form__end">
        <Button>{m.actions_update_do()}</Button>
      </div>
    </form>
  )
}
