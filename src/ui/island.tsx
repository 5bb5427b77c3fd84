import { type ComponentChildren, h } from 'preact'

export interface IslandProps {
  /** The key under which the browser finds the component. */
  name: string
  /** Everything the component needs, as JSON. It is readable in the page: no secrets. */
  props: object
  /** Wake at once instead of when seen. */
  when?: 'now' | undefined
  /** The children are the component's own rendering: keep their nodes instead of replacing them. */
  hydrate?: boolean | undefined
  /** What is here without script. It must work by itself. */
  children?: ComponentChildren
}

/** A part of a page that moves when there is script. wake.ts finds it in the browser. */
export function Island(island: IslandProps) {
  return h(
    'samling-island',
    {
      'data-name': island.name,
      'data-props': JSON.stringify(island.props),
      'data-when': island.when,
      'data-hydrate': island.hydrate === true ? '' : undefined,
    },
    island.children,
  )
}
