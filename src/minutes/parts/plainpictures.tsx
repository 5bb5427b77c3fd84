/** The pictures of minutes where there is no script: what each shows, and one more. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { isUndescribed, type Picture, pictureHref } from '../pictures/rules.ts'

export interface PlainPicturesProps {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly pictures: readonly Picture[]
  readonly lang: string
}

export function PlainPictures({ base, pictures, lang }: PlainPicturesProps) {
  return (
    <section class="sm-doc" id="pictures" aria-labelledby="pictures-h">
      <h2 class="sm-h2" id="pictures-h">
        {m.pictures_title()}
      </h2>
      {pictures.map((picture, place) => (
        <form class="sm-form" method="post" action={`${base}/pictures/describe`}>
          <figure class="sm-picture sm-picture--small" lang={lang}>
            <img src={pictureHref(picture.file)} alt={picture.alt ?? m.pictures_without()} loading="lazy" />
          </figure>
          <input type="hidden" name="place" value={place} />
          <input type="hidden" name="file" value={picture.file} />
          <Describe id={`picture-${place}`} picture={picture} />
          <p class="sm-acts">
            <Button variant="secondary">{m.pictures_describe()}</Button>
          </p>
        </form>
      ))}
      <form class="sm-form" method="post" enctype="multipart/form-data" action={`${base}/pictures`}>
        <div class="ds-field">
          <label class="ds-label" for="picture-file">
            {m.pictures_file()}
          </label>
          <p data-field="description" id="picture-file-help">
            {m.pictures_file_help()}
          </p>
          <input
            class="sm-file"
            id="picture-file"
            name="file"
            type="file"
            accept="image/*"
            required
            aria-describedby="picture-file-help"
          />
        </div>
        <Describe id="picture-new" picture={null} />
        <p class="sm-acts">
          <Button variant="secondary" icon={icons.upload}>
            {m.pictures_add()}
          </Button>
        </p>
      </form>
    </section>
  )
}

function Describe({ id, picture }: { id: string; picture: Picture | null }) {
  return (
    <>
      <TextField
        id={id}
        name="alt"
        label={m.pictures_alt()}
        help={picture && isUndescribed(picture) ? m.pictures_undescribed() : undefined}
        value={picture?.alt ?? ''}
      />
      <Checkbox
        id={`${id}-decorative`}
        name="decorative"
        value="yes"
        label={m.pictures_decorative()}
        checked={picture?.decorative}
      />
    </>
  )
}
