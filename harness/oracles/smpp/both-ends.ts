import type { Party } from '../../core/party.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { defineOracle, type Context, type Oracle } from '../define.ts';

/** The two ends of the SMPP link between PPG and SMSC. */
export type LinkEnd = 'ppg' | 'smsc';

/** A rule of SMPP that binds both ends; its ladders say `iut` and `peer`. */
export type BothEnds = {
  readonly requirement: string;
  readonly check: (view: View, context: Context, end: LinkEnd) => readonly Finding[];
  readonly scope?: Oracle['scope'];
  readonly accepts: readonly string[];
  readonly inconclusive?: readonly string[];
  readonly rejects: readonly [string, ...string[]];
};

/** One oracle for each end, which differ in whose view they judge only. */
export function defineForBothEnds({ requirement, check, scope, ...examples }: BothEnds): readonly [Oracle, Oracle] {
  const oracleOf = (end: LinkEnd): Oracle => {
    const played = (ladder: string): string =>
      ladder.replaceAll(/\biut\b/g, end).replaceAll(/\bpeer\b/g, otherEnd(end));
    const [first, ...rest] = examples.rejects;
    return defineOracle({
      requirement,
      party: end,
      needs: ['smpp'],
      scope: scope ?? 'run',
      check: (view, context) => check(view, context, end),
      accepts: examples.accepts.map(played),
      inconclusive: (examples.inconclusive ?? []).map(played),
      rejects: [played(first), ...rest.map(played)],
    });
  };
  return [oracleOf('ppg'), oracleOf('smsc')];
}

/** Who is at the other end of the link. */
export function otherEnd(end: Party): LinkEnd {
  return end === 'ppg' ? 'smsc' : 'ppg';
}
