/** Two persons in a network were one: everything there that is of the one becomes the other's. */
export interface Merge {
  readonly networkId: string
  /** The person that goes. */
  readonly from: string
  /** The person that stays. */
  readonly to: string
}

/** Two organisations of a network were one. */
export type OrganisationMerge = Merge
