/** The theme's colours, by meaning: accent acts, lyng decides, success is done, warning waits, danger is overdue. */
export type Color = 'accent' | 'lyng' | 'neutral' | 'success' | 'warning' | 'danger' | 'info'

export type Tone = 'success' | 'info' | 'warning' | 'danger'
