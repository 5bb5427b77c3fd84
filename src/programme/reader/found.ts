/** What is found when a text is searched for those it names. */
import type { People } from './people.ts'

/** The people, the title without them and what stands behind them; `keepRest`: that is a remark even where no title is left. */
export interface Found {
  title: string
  rest: string
  people: People
  keepRest?: true
}
