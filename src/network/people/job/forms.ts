import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import { officeField, organisationField } from '../forms.ts'

/** A new job: where, as what, from which day. Fields of their own, since they stand beside those of the old one. */
export const jobForm = z
  .object({
    newOrganisation: organisationField,
    newOffice: officeField,
    newFrom: z.string('directory_job_date_wrong').refine(isDate, 'directory_job_date_wrong'),
  })
  .transform(({ newOrganisation, newOffice, newFrom }) => ({ organisationId: newOrganisation, office: newOffice, from: newFrom }))
export type JobInput = z.output<typeof jobForm>
