/** What readers get of a material, in words; and the choice of when they do. */
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { PublishRule } from '#programme/tables.ts'
import { Button } from '#ui/button.tsx'
import { RadioGroup } from '#ui/field.tsx'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { MaterialRow } from '../../rules.ts'
import { publishRules, showingOf } from '../rules.ts'

/** @param props.rule of the item it hangs on */
export function ShowingState(props: { of: MaterialRow; rule: PublishRule; timezone: string }) {
  const showing = showingOf(props.of, props.rule)
  if (showing.is === 'after')
    return (
      <State is="waiting">
        {showing.at === null ? m.guest_waits_undated() : m.guest_waits_until({ when: dateTime(showing.at, props.timezone) })}
      </State>
    )
  if (showing.is === 'shown') return <State is="published">{m.materials_published()}</State>
  if (showing.is === 'hidden') return <State is="hidden">{m.materials_hidden()}</State>
  return <State is="waiting">{m.guest_waits_approval()}</State>
}

export const ruleName = (rule: PublishRule): string =>
  ({ at_once: m.guest_rule_at_once, approval: m.guest_rule_approval, after: m.guest_rule_after })[rule]()

/** @param props.action takes the form */
export function RuleForm(props: { rule: PublishRule; action: string }) {
  const help = { at_once: undefined, approval: m.guest_rule_approval_help(), after: m.guest_rule_after_help() }
  return (
    <Section id="rule" title={m.guest_rule_title()}>
      <form class="sm-form" method="post" action={props.action}>
        <RadioGroup
          name="rule"
          id="publish-rule"
          legend={m.guest_rule_legend()}
          help={m.guest_rule_help()}
          value={props.rule}
          options={publishRules.map((value) => ({ value, label: ruleName(value), help: help[value] }))}
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
        </div>
      </form>
    </Section>
  )
}
