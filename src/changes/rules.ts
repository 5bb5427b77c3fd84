export interface Decision {
  readonly x?: string
}
export interface Before {
  readonly x?: string
}
