import type { Profile } from '../core/profile.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { commit, version } from '../report/version.ts';
import { loadCases } from '../run/load-case.ts';
import { plan } from '../run/plan.ts';
import { loadHarness, startRun, type RunOptions } from '../run/run.ts';
import { maskNumber } from '../run/target.ts';
import { numbersOf } from '../trace/correlate.ts';
import { isMessage, type Trace } from '../trace/event.ts';
import type { CaseResult } from '../trace/finding.ts';

/** What one case would send. */
export type Sending = {
  readonly id: string;
  readonly variant: string;
  /** `ppg > smsc submit_sm` → how many. */
  readonly messages: Readonly<Record<string, number>>;
  /** Short messages towards handsets. */
  readonly segments: number;
  /** Masked. */
  readonly numbers: readonly string[];
};

/** Runs the selection on the built-in chain in virtual time, where the target's place is taken by our own peer, and tells what went out. */
export async function dryRun(options: RunOptions): Promise<readonly Sending[]> {
  const { oracles, catalogue } = await loadHarness();
  const court = { oracles, catalogue, profile: options.profile, iut: options.iut };
  const keys = plan(await loadCases(), options, court, options.profile).map(({ key }) => key);
  const everything = { suites: [], requirements: [], grep: [], quick: false, shard: null };
  const profile: Profile = { ...options.profile, iut: 'chain', target: null };
  const run = await startRun({ ...options, ...everything, cases: keys, iut: 'chain', profile, world: 'sim' });
  try {
    const sendings: Sending[] = [];
    for (const { key } of run.planned) sendings.push(sendingOf(await run.ask(key)));
    return sendings;
  } finally {
    await run.finish(false);
  }
}

function sendingOf({ case: { id }, variant, trace }: CaseResult): Sending {
  const sent = trace.events.filter(isMessage).filter(({ direction, pco }) => direction === 'out' && pco !== 'push');
  const messages: Record<string, number> = {};
  for (const { party, peer, message } of sent) {
    const kind = `${party} > ${peer} ${message.name}`;
    messages[kind] = (messages[kind] ?? 0) + 1;
  }
  // Towards the PPG a deliver_sm is a delivery receipt.
  const segments = sent.filter(({ peer, message }) => peer === 'handset' && message.name === 'deliver_sm').length;
  return { id, variant, messages, segments, numbers: maskedNumbers(trace) };
}

function maskedNumbers(trace: Trace): readonly string[] {
  return [...new Set([...numbersOf(trace).values()].flat())].map(maskNumber);
}

/** What would be sent, a case a paragraph. */
export function sendingsText(sendings: readonly Sending[]): string {
  const total = (count: (sending: Sending) => number): number => sendings.reduce((sum, one) => sum + count(one), 0);
  const messagesOf = ({ messages }: Sending): number => Object.values(messages).reduce((sum, count) => sum + count, 0);
  const numbers = new Set(sendings.flatMap((one) => one.numbers));
  const parts = sendings.map((one) => {
    const lines = Object.entries(one.messages).map(([kind, count]) => `  ${String(count).padStart(5)}  ${kind}\n`);
    return `${one.id}${one.variant === '' ? '' : `#${one.variant}`}: ${one.segments} segments, to ${one.numbers.join(' ')}\n${lines.join('')}`;
  });
  const sum = `${sendings.length} cases, ${total(messagesOf)} messages, ${total(({ segments }) => segments)} segments, ${numbers.size} numbers; nothing was sent\n`;
  return parts.join('') + sum;
}

/** The same as one JSON object. */
export function sendingsJson(sendings: readonly Sending[]): string {
  const head = { schema: JSON_SCHEMA, command: 'run', version: version(), commit: commit(), dryRun: true };
  return `${JSON.stringify({ ...head, cases: sendings })}\n`;
}
