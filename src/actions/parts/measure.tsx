/** Which measure of a plan an action is a step of. */
import { said } from '#meeting/parts/said.ts'
import type { MeasureName } from '#plans/names/reads.ts'
import { m } from '#platform/words/words.ts'
import { Select } from '#ui/field.tsx'

export function MeasureField(props: { prefix: string; measures: readonly MeasureName[]; value: string }) {
  if (props.measures.length === 0) return null
  return (
    <Select
      name="measureId"
      id={`${props.prefix}-measureId`}
      label={m.actions_sheet_measure()}
      optional={m.shared_optional()}
      value={props.value}
      options={[
        { value: '', label: m.actions_measure_none() },
        ...props.measures.map((one) => ({
          value: one.id,
          label: `${one.number} ${said(one.title).text} (${said(one.plan).text})`,
          lang: said(one.title).lang,
        })),
      ]}
    />
  )
}
