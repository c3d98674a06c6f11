import type { Profile } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import { notifications } from '../../oracles/notifications.ts';
import { inboxOf } from '../../oracles/inbox.ts';
import { pushes } from '../../oracles/pushes.ts';
import { pdusOf, statusOf, allSubmissions, asksForTransaction } from '../../oracles/submissions.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import type { TlsFiles } from '../../world/live/tls.ts';
import type { Chain } from '../../world/world.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';
import { HANDSETS } from '../../reference-impl/handset/verbs.ts';
import { maskNumber, maskTarget } from '../target.ts';
import type { Preflight } from './preflight.ts';
import { strangerAt } from './stranger.ts';

const MS = 1_000;
/** How long a PPG may take to come to our SMSC: one that was refused before may just have begun a pause. */
const BIND_LIMIT_MS = 60_000;
/** After so long without a bind it gets its first push, which may be what it waits for. */
const EAGER_MS = 5_000;
/** Beyond papMs: how long the answer to the first push may take. */
const GRACE_MS = 5_000;
/** How long after its answer the first push may take to be submitted, and to arrive. */
const SUBMISSION_MS = 15_000;
const PROBE_OCTETS = 60;
/** How many pushes the PPG is given at once, and how long it may take to submit them while none is answered. */
const PROBES_AT_ONCE = 16;
const WINDOW_MS = 2_000;

/** Checks a PPG before a run: it binds to our SMSC, its PAP port takes a push, and the push arrives. Throws `UsageError` with what to do. */
export async function preflightPpg(profile: Profile, open: () => Promise<Chain>, tls: TlsFiles): Promise<Preflight> {
  const { target } = profile;
  if (target === null) return { profile, notes: [] };
  const stranger = await strangerAt(target, tls);
  if (stranger !== null) throw stranger;
  const place = maskTarget(target);
  const chain = await open();
  try {
    const push = (): void => chain.command('pi', 'push', { to: 'A', wdpOctets: PROBE_OCTETS });
    const early = await chain.until('the PPG to bind', (trace) => isBound(trace), EAGER_MS * MS);
    push();
    if (!early && !(await boundByPush(chain, profile))) throw refusedConnection(place);
    // What it refused while it had no SMSC says nothing.
    if (!early && pushes(viewOf(chain.trace(), 'pi')).some(({ responseClass }) => responseClass > 2)) push();
    await accepted(chain, profile, place);
    const notes = await arrived(chain, profile, place);
    await suspendsSeveral(chain, profile);
    return { profile, notes };
  } finally {
    await chain.close();
  }
}

function isBound(trace: Trace): boolean {
  return bindsOf(trace).some((one) => statusOf(one) === 0);
}

/** Waits on, for a PPG may bind only when there is something to submit; false when nobody takes the push. */
async function boundByPush(chain: Chain, { smsc }: Profile): Promise<boolean> {
  await chain.until('the PPG to bind', (trace) => isBound(trace) || isRefused(trace), BIND_LIMIT_MS * MS);
  if (isBound(chain.trace())) return true;
  if (isRefused(chain.trace())) return false;
  const at = smsc === undefined ? 'our SMSC' : `${smsc.listen.host}:${smsc.listen.port}`;
  const [refusal] = bindsOf(chain.trace());
  if (refusal !== undefined) {
    throw new UsageError(
      'smsc',
      `the PPG's bind at ${at} was refused with ${statusName(statusOf(refusal))}`,
      'Give the PPG the systemId and password of the profile, or leave both out of it to let any account in.',
    );
  }
  throw new UsageError(
    'smsc.listen',
    `no PPG has bound at ${at} within ${BIND_LIMIT_MS / 1_000} s`,
    `Configure ${at} as the SMSC of the PPG (SMPP 3.4, transmitter or transceiver) and start it, or state smsc.listen in a profile.`,
  );
}

/** What our SMSC has answered to binds of the PPG that may submit. */
function bindsOf(trace: Trace) {
  return pdusOf(viewOf(trace, 'smsc')).filter(
    ({ peer, direction, message }) =>
      peer === 'ppg' && direction === 'out' && /^bind_(transmitter|transceiver)_resp$/.test(message.pdu.command),
  );
}

async function accepted(chain: Chain, { timers }: Profile, place: string): Promise<void> {
  const answered = (trace: Trace): boolean => {
    const pushed = pushes(viewOf(trace, 'pi'));
    return pushed.length > 0 && pushed.every(({ response }) => response !== null);
  };
  const hopeless = (trace: Trace): boolean => isRefused(trace);
  await chain.until(
    'the answer to a push',
    (trace) => answered(trace) || hopeless(trace),
    (timers.papMs + GRACE_MS) * MS,
  );
  const trace = chain.trace();
  const push = pushes(viewOf(trace, 'pi')).findLast(({ response }) => response !== null);
  if (push?.responseClass === 1) return;
  if (push?.response !== null && push?.response !== undefined) {
    const { http, control } = push.response.message.pap;
    const result = control?.children.find(({ name }) => name === 'response-result')?.attributes ?? control?.attributes;
    const said =
      result?.['code'] === undefined ? `HTTP ${http.status}` : `code ${result['code']} ${result['desc'] ?? ''}`;
    const remedy =
      http.status === 401 || http.status === 403
        ? 'Put user and password of a PI into the URL: http://user:password@host:port/path.'
        : http.status === 404
          ? 'Is this the path of its PAP service? http://host:port/path.'
          : 'Allow the numbers of the profile, and the notification URL, for this PI; see what the PPG logged.';
    throw new UsageError(place, `the first push was refused: ${said.trim()}`, remedy);
  }
  if (isRefused(trace)) throw refusedConnection(place);
  throw new UsageError(
    place,
    `no answer to a push within ${(timers.papMs + GRACE_MS) / 1_000} s`,
    'Something listens there but does not answer PAP (or only over TLS: https://). Check the port.',
  );
}

function refusedConnection(place: string): UsageError {
  return new UsageError(place, 'connection refused', 'Is the PPG running, and is this its PAP port?');
}

/** Nothing was opened, and more than one attempt has failed. */
function isRefused(trace: Trace): boolean {
  const events = viewOf(trace, 'pi').events.filter(({ peer, pco }) => peer === 'ppg' && pco === 'pap');
  return events.some(({ kind }) => kind === 'closed') && !events.some(({ kind }) => kind === 'opened');
}

/** No submission is open: what a case does to responses must not meet one of ours. */
function isSettled(trace: Trace): boolean {
  return allSubmissions(viewOf(trace, 'ppg')).every(({ responses }) => responses.length > 0);
}

/**
 * Lets the PPG show how many pushes it suspends at once where its profile says less: so many cases can go on at once without one
 * waiting for the slot of another. Nothing is judged by it, so that a PPG which refuses some of them, or holds them back, may.
 */
async function suspendsSeveral(chain: Chain, { smpp, handset, timers }: Profile): Promise<void> {
  const letters = HANDSETS.slice(0, Math.min(PROBES_AT_ONCE, handset.numbers.length));
  if (smpp.window >= letters.length || !isBound(chain.trace())) return;
  const before = allSubmissions(viewOf(chain.trace(), 'ppg')).length;
  const submitted = (trace: Trace): number => allSubmissions(viewOf(trace, 'ppg')).length - before;
  chain.command('smsc', 'hold', {});
  for (const to of letters) chain.command('pi', 'push', { to, wdpOctets: PROBE_OCTETS });
  await chain.until('the PPG to suspend several pushes', (trace) => submitted(trace) >= letters.length, WINDOW_MS * MS);
  chain.command('smsc', 'release', {});
  const isOver = (trace: Trace): boolean => {
    const pushed = pushes(viewOf(trace, 'pi'));
    const taken = pushed.filter(({ responseClass }) => responseClass === 1).length;
    const isAnswered = pushed.every(({ response }) => response !== null);
    return isAnswered && isSettled(trace) && notifications(viewOf(trace, 'pi')).length >= taken;
  };
  await chain.until('the results of these pushes', isOver, (timers.notifyMs + GRACE_MS) * MS);
}

/** Notes; throws when the push was taken and came out nowhere. */
async function arrived(chain: Chain, profile: Profile, place: string): Promise<readonly string[]> {
  const number = profile.handset.numbers[0] ?? '';
  await chain.until(
    'the first push at the handset',
    (trace) => inboxOf(viewOf(trace, 'handset')).length > 0 && isSettled(trace),
    SUBMISSION_MS * MS,
  );
  const trace = chain.trace();
  const [submission] = allSubmissions(viewOf(trace, 'smsc'));
  if (submission === undefined) {
    throw new UsageError(
      place,
      `the push to ${maskNumber(number)} was accepted, and submitted to nobody within ${SUBMISSION_MS / 1_000} s`,
      'Route the numbers of the profile to the SMSC that pushproof plays.',
    );
  }
  const notes: string[] = [];
  if (!asksForTransaction(submission.pdu))
    notes.push(
      'it does not submit in transaction mode (esm_class bits 1-0 are not 10): what the push claims ask of it is not exercised',
    );
  if (inboxOf(viewOf(trace, 'handset')).length === 0)
    notes.push(`the first push did not reach ${maskNumber(number)} within ${SUBMISSION_MS / 1_000} s`);
  return notes;
}
