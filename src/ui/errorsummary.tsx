/**
 * What has to be put right, on top of the form, each line leading to its field. It takes focus when the page
 * comes back, so that it is the first thing read. `errors` in the order of the fields; nothing is drawn for none.
 */
export function ErrorSummary(props: {
  title: string
  errors: readonly { field: string; text: string }[]
  level?: 2 | 3 | undefined
}) {
  if (props.errors.length === 0) return null
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <section class="ds-error-summary" tabindex={-1} autofocus aria-labelledby="error-summary">
      <Heading id="error-summary">{props.title}</Heading>
      <ul>
        {props.errors.map((error) => (
          <li key={error.field}>
            <a class="ds-link" href={`#${error.field}`}>
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
