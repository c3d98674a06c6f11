/** Under which circumstances both designs are tried. */
export type Scenario = {
  readonly name: string;
  /** Probability that a segment, or its acknowledgement, is lost. */
  readonly loss: number;
  /** How long a handset takes to acknowledge a segment. */
  readonly answerMs: number;
  /** Pushes at once, each to a handset of its own. */
  readonly pushes: number;
};

/** A radio link that is idle, lossy, very lossy, and busy. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'no loss', loss: 0, answerMs: 50, pushes: 4 },
  { name: '5 % loss', loss: 0.05, answerMs: 50, pushes: 4 },
  { name: '20 % loss', loss: 0.2, answerMs: 50, pushes: 4 },
  { name: '5 % loss under load', loss: 0.05, answerMs: 500, pushes: 16 },
];

/** Four segments. */
export const PUSH_OCTETS = 500;

/** Within this time a push is of use: also the predetermined time of the transactions. */
export const DEADLINE_MS = 10_000;

/** Until then everything has ended that ever does: a minute's retry of each segment, and some. */
export const END_MS = 600_000;
