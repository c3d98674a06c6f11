/** When a submission may go to a remote target, or why it never may. */
export type Permit =
  | { readonly kind: 'go'; readonly atUs: number }
  | { readonly kind: 'refused'; readonly place: string; readonly what: string; readonly remedy: string };

/** What a run may do to a target it does not own (profile `limits`). */
export type GuardRails = {
  readonly submitPerSecond: number;
  readonly segmentsPerRun: number;
  /** Patterns of the only numbers that are ever sent to: digits, `*` for any rest. */
  readonly numbers: readonly string[];
};

/** Never elsewhere, never more, never faster. */
export type Limiter = {
  /** One submission to `digits`, which takes `segments` short messages. Times are on the caller's monotonic clock. */
  readonly ask: (submission: Sending, nowUs: number) => Permit;
  /** Short messages that go out at their receiver's pace: why they never may, or `null`. */
  readonly count: (sending: Sending) => Refusal | null;
};

type Sending = { readonly digits: string; readonly segments: number };
type Refusal = Extract<Permit, { kind: 'refused' }>;

/** Submissions that may be held back at once; more than that is a runaway case. */
export const MAX_HELD_BACK = 1_000;

const SECOND_US = 1_000_000;

/** A token bucket of one token for one run (quiet time is not saved up), with the numbers and the total that the profile allows. */
export function makeLimiter({ submitPerSecond, segmentsPerRun, numbers }: GuardRails): Limiter {
  const gapUs = SECOND_US / submitPerSecond;
  const allowed = numbers.map(numberPattern);
  let segmentsSoFar = 0;
  let freeAtUs = Number.NEGATIVE_INFINITY;
  const forbidden = ({ digits, segments }: Sending): Refusal | null => {
    if (!allowed.some((pattern) => pattern.test(digits))) {
      const remedy = `allow the number in limits.numbers (now ${numbers.join(', ') || 'none'}), or change the case`;
      return {
        kind: 'refused',
        place: 'limits.numbers',
        what: 'a submission to a number that is not allowed',
        remedy,
      };
    }
    if (segmentsSoFar + segments > segmentsPerRun) {
      const what = `the run would send more than ${segmentsPerRun} segments`;
      const remedy = 'raise limits.segmentsPerRun, or select fewer cases';
      return { kind: 'refused', place: 'limits.segmentsPerRun', what, remedy };
    }
    return null;
  };
  return {
    count: (sending) => {
      const refusal = forbidden(sending);
      if (refusal === null) segmentsSoFar += sending.segments;
      return refusal;
    },
    ask: (sending, nowUs) => {
      const refusal = forbidden(sending);
      if (refusal !== null) return refusal;
      const atUs = Math.max(freeAtUs, nowUs);
      if (atUs - nowUs > MAX_HELD_BACK * gapUs) {
        const what = `more than ${MAX_HELD_BACK} submissions are held back`;
        return {
          kind: 'refused',
          place: 'limits.submitPerSecond',
          what,
          remedy: 'raise the rate, or select fewer cases',
        };
      }
      segmentsSoFar += sending.segments;
      freeAtUs = atUs + gapUs;
      return { kind: 'go', atUs };
    },
  };
}

function numberPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/\D/g, ''));
  return new RegExp(`^${parts.join('\\d*')}$`);
}
