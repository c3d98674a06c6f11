/** One life of a PPG with a store. */
export type Life = {
  readonly store: string;
  readonly papPort: number;
  readonly smscPort: number;
  readonly notifyPort: number;
  /** The effect in whose place it kills itself, from 1; `null` = it lives. */
  readonly dieAt: number | null;
};

/** The variable in which a life is told to this process, as JSON. */
export const LIFE_VARIABLE = 'PUSHPROOF_LIFE';
