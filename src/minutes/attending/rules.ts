/** What the editor finds by name: who may be written of as coming and going, and when the item is on. */
export const PEOPLE = 'minutes-people'
