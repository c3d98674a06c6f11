import { rememberedOfTwo } from '../core/remembered.ts';
import type { Profile } from '../core/profile.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { equal } from '../wire/octets.ts';
import { mustBePutTogether, PUSH_PORT, type Arrival, type ArrivedSet } from './arrivals.ts';
import { acknowledged } from './groups.ts';
import { namesakesOfEarlier } from './indications.ts';
import { offerOf, type Offer } from './offers.ts';
import { isOver, isPlain, isUndisturbed, reassembly, type Presented } from './presented.ts';

/** A datagram that came to a handset whole, and what was shown of it. */
export type Delivered = {
  readonly offer: Offer;
  readonly octets: Uint8Array;
  readonly to: string;
  /** Its short messages, in order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** Whether it came in one short message, so that putting segments together is no matter of it. */
  readonly isLone: boolean;
  /** The short message that completed it. */
  readonly completedBy: Arrival;
  /** The same octets, shown afterwards. */
  readonly shown: readonly Presented[];
  /** Other octets that are a part of it, shown afterwards. */
  readonly partly: readonly Presented[];
  /** Whether the observation lasted long enough to see it shown. */
  readonly isOver: boolean;
  /** Whether nothing more can come of it; of our own handset, which is never slow, when the observation is complete. */
  readonly isClosed: boolean;
  /** As its offer says, or because another indication of its id had come before. */
  readonly mayStayUnseen: string | null;
  /** Whether the same octets were sent more than once, so that nobody can tell which was shown. */
  readonly isRepeated: boolean;
};

/** The datagrams that came to the push port of a view's handsets, whole and acknowledged, in order of their completion. */
export const delivered = rememberedOfTwo((view: View, profile: Profile): readonly Delivered[] => {
  const all = reassembly(view, profile);
  const lone = all.arrivals
    .filter((one) => one.concatenation === null && one.isSound && one.port === PUSH_PORT)
    .map((one) => ({ octets: one.data, arrivals: [one], completedBy: one, doubt: null }));
  const sets = all.sets.flatMap((set) => {
    const { octets, completedBy, arrivals } = set;
    if (octets === null || completedBy === null || completedBy.port !== PUSH_PORT) return [];
    const isUsual =
      mustBePutTogether(set, all.sets, profile) && isPlain(set) && isInOrder(set) && isUndisturbed(set, all);
    const doubt = isUsual ? null : UNSURE;
    return [{ octets, arrivals, completedBy, doubt }];
  });
  // Our own handset refuses short messages because a case wants that, and then there is nothing to be shown.
  const isRefused = (one: { readonly arrivals: readonly Arrival[] }): boolean =>
    profile.target === null && one.arrivals.some((arrival) => arrival.answer !== null && !acknowledged(arrival));
  const whole = [...lone, ...sets]
    .filter((one) => !isRefused(one))
    .sort((a, b) => a.completedBy.request.seq - b.completedBy.request.seq);
  const namesakes = namesakesOfEarlier(all);
  return whole.map((one): Delivered => {
    const { octets, completedBy } = one;
    const { to, request } = completedBy;
    const offer = offerOf(octets);
    const isKnown = namesakes.has(request.seq);
    const after = all.shown.filter((shown) => shown.to === to && shown.event.seq > request.seq);
    return {
      ...one,
      to,
      offer,
      isLone: completedBy.concatenation === null,
      mayStayUnseen:
        one.doubt ?? offer.mayStayUnseen ?? (isKnown ? 'another indication of its id had come before' : null),
      shown: after.filter((shown) => equal(shown.octets, octets)),
      partly: after.filter((shown) => !equal(shown.octets, octets) && isPart(shown.octets, octets)),
      isOver: isOver(view, request),
      isClosed: isOver(view, request) || (profile.target === null && view.header.complete.end),
      isRepeated: whole.filter((other) => other.completedBy.to === to && equal(other.octets, octets)).length > 1,
    };
  });
});

const UNSURE = 'whether such segments are put together is judged by the rules of reassembly';

function isInOrder({ parts }: ArrivedSet): boolean {
  return [...parts.keys()].every((index, at) => index === at + 1);
}

/** The short messages, by `seq`, that were a whole push each, which the handset must show. */
export const owedAlone = rememberedOfTwo(
  (view: View, profile: Profile): ReadonlySet<number> =>
    new Set(
      delivered(view, profile)
        .filter(({ arrivals, mayStayUnseen }) => arrivals.length === 1 && mayStayUnseen === null)
        .map(({ completedBy }) => completedBy.request.seq),
    ),
);

/** Shorter parts than that may be equal by chance. */
const LEAST_PART = 8;

function isPart(part: Uint8Array, whole: Uint8Array): boolean {
  if (part.length < LEAST_PART || part.length >= whole.length) return false;
  for (let at = 0; at + part.length <= whole.length; at += 1) {
    if (equal(part, whole.subarray(at, at + part.length))) return true;
  }
  return false;
}

/** What shows a datagram and what became of it. */
export function evidenceOf({ arrivals, shown, partly }: Delivered): readonly TraceEvent[] {
  return [...arrivals.map(({ request }) => request), ...[...shown, ...partly].map(({ event }) => event)];
}

/** The verdict on a push that must be shown. */
export function mustAppear(one: Delivered, expected: string, what: string): Finding {
  const { arrivals, shown, isOver: over } = one;
  const evidence = evidenceOf(one);
  if (shown.length > 0) return { verdict: 'pass', evidence, expected, actual: `shown: ${what}` };
  if (!arrivals.every(acknowledged)) {
    const actual = `not shown, and its short messages were not taken: ${what}; was there no room?`;
    return { verdict: 'inconc', evidence, expected, actual };
  }
  return over
    ? { verdict: 'fail', evidence, expected, actual: `acknowledged and never shown: ${what}` }
    : { verdict: 'inconc', evidence, expected, actual: `not shown so far: ${what}; the observation ended too early` };
}

/** The verdict on a push that must not be shown. */
export function mustStayUnseen(one: Delivered, expected: string, what: string): Finding {
  const { shown, partly, isClosed, isRepeated } = one;
  const evidence = evidenceOf(one);
  if (shown.length > 0 && isRepeated) {
    return { verdict: 'inconc', evidence, expected, actual: `the same octets came more than once: ${what}` };
  }
  if (shown.length > 0) return { verdict: 'fail', evidence, expected, actual: `shown: ${what}` };
  if (partly.length > 0) return { verdict: 'fail', evidence, expected, actual: `shown in part: ${what}` };
  return isClosed
    ? { verdict: 'pass', evidence, expected, actual: `not shown: ${what}` }
    : { verdict: 'inconc', evidence, expected, actual: `not shown so far: ${what}; the observation ended too early` };
}
