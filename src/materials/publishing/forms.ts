import { z } from 'zod'
import type { PublishRule } from '#programme/tables.ts'

export const ruleForm = z.object({
  rule: z.enum(['at_once', 'approval', 'after'] satisfies PublishRule[], 'guest_rule_wrong'),
})
