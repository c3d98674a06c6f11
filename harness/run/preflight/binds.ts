import type { Profile, Target } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import { pdusOf, statusOf, type PduMessage } from '../../oracles/submissions.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import type { TlsFiles } from '../../world/live/tls.ts';
import type { Chain } from '../../world/world.ts';
import { maskTarget } from '../target.ts';
import type { Preflight } from './preflight.ts';
import { strangerAt } from './stranger.ts';
import { closings, named, remedyFor, spoilt } from './session-trouble.ts';

const MS = 1_000;
/** How long a target may take to answer a bind. */
const BIND_LIMIT_MS = 13_000;
/** How long the other side may take to get into the same trouble. */
const OTHER_SIDE_MS = 2_000;
/** Before anything is sent: whether the numbers are quiet. */
const QUIET_MS = 300;

/** Sessions of both sides, or one that they share where the target allows no second one; throws `UsageError` with what to do when neither comes up. */
export async function reachable(
  profile: Profile,
  open: (profile: Profile) => Promise<Chain>,
  { target, tls }: { readonly target: Target; readonly tls: TlsFiles },
): Promise<Preflight> {
  const apart = await bound(await open(profile), profile);
  if (apart.trouble === null && !apart.isDisturbed) return { profile, notes: [] };
  const trouble = apart.trouble ?? 'the target closed one side’s session when the other side bound';
  const together = onOneSession(profile);
  if (together !== null && apart.oneIsBound) {
    const shared = await bound(await open(together), together);
    if (shared.trouble === null && !shared.isDisturbed) {
      const note = `${trouble}, so segments are taken on the PPG's own transceiver session (AMB-26)`;
      return { profile: together, notes: [note] };
    }
  }
  if (apart.trouble === null) return { profile, notes: [] };
  throw (await strangerAt(target, tls)) ?? new UsageError(maskTarget(target), trouble, remedyFor(trouble));
}

/** The same profile with one transceiver session for both sides; `null` where it leaves no such choice. */
function onOneSession(profile: Profile): Profile | null {
  const { smpp, handset } = profile;
  const isChoice = handset.binds.length > 1 && handset.binds.includes('shared') && smpp.binds.includes('transceiver');
  return isChoice
    ? { ...profile, smpp: { ...smpp, binds: ['transceiver'] }, handset: { ...handset, binds: ['shared'] } }
    : null;
}

/** How the binds of both sides went; `trouble` is why waiting longer for one was pointless. */
type Binds = {
  readonly trouble: string | null;
  readonly oneIsBound: boolean;
  /** All were bound, and the target closed a session again. */
  readonly isDisturbed: boolean;
};

async function bound(chain: Chain, profile: Profile): Promise<Binds> {
  try {
    const isShared = profile.handset.binds.every((form) => form === 'shared');
    // On a radio side nobody binds.
    const sides = isShared || profile.handset.link === 'rp' ? (['ppg'] as const) : (['ppg', 'handset'] as const);
    const linkMs = profile.timers.linkMs;
    const missing = (trace: Trace): readonly Side[] => sides.filter((side) => !isBound(trace, side));
    const troubles = (trace: Trace): readonly string[] =>
      missing(trace).flatMap((side) => bindTrouble(trace, side, linkMs) ?? []);
    const decided = (trace: Trace): boolean => missing(trace).length === 0 || troubles(trace).length > 0;
    await chain.until('binds', decided, BIND_LIMIT_MS * MS);
    // What is wrong with one side is often wrong with both, and then needs saying once.
    const decidedBoth = (trace: Trace): boolean => troubles(trace).length === missing(trace).length;
    await chain.until('the other side', decidedBoth, OTHER_SIDE_MS * MS);
    const trace = chain.trace();
    const [side] = missing(trace);
    if (side !== undefined) {
      const trouble =
        sayingOnce(troubles(trace)) ?? `no answer to the bind of the ${side} side within ${BIND_LIMIT_MS / 1_000} s`;
      return { trouble, oneIsBound: missing(trace).length < sides.length, isDisturbed: false };
    }
    await chain.rest(QUIET_MS * MS);
    const seen = chain.trace();
    const trouble = spoilt(seen);
    return { trouble, oneIsBound: trouble === null, isDisturbed: sides.some((one) => lostAfterBind(seen, one)) };
  } finally {
    await chain.close();
  }
}

/** One trouble that both sides have, or that of the first. */
function sayingOnce(troubles: readonly string[]): string | null {
  const [first, second] = troubles;
  if (first === undefined) return null;
  const common = first.replace('the ppg side', 'both sides');
  return second !== undefined && common === second.replace('the handset side', 'both sides') ? common : first;
}

type Side = 'ppg' | 'handset';

function isBound(trace: Trace, side: Side): boolean {
  return bindAnswers(trace, side).some((answer) => statusOf(answer) === 0 && !isNack(answer));
}

/** Whether the target closed a session of this side that it had bound. */
function lostAfterBind(trace: Trace, side: Side): boolean {
  const bound = new Set(
    bindAnswers(trace, side).flatMap((one) => (statusOf(one) === 0 && !isNack(one) ? [one.connection] : [])),
  );
  return trace.events.some(
    ({ kind, party, connection }) => kind === 'closed' && party === 'smsc' && bound.has(connection),
  );
}

function isNack({ message }: PduMessage): boolean {
  return message.pdu.command === 'generic_nack';
}

/** Responses to bind requests of a side, and what it was told instead of one. */
function bindAnswers(trace: Trace, side: Side): readonly PduMessage[] {
  const asked = new Set<string>();
  return pdusOf(viewOf(trace, side)).filter((one) => {
    const { command, sequence_number } = one.message.pdu;
    const key = `${one.connection} ${sequence_number}`;
    if (one.direction === 'out' && isBindRequest(one)) asked.add(key);
    return one.direction === 'in' && (/^bind_.*_resp$/.test(command) || (isNack(one) && asked.has(key)));
  });
}

function isBindRequest({ message }: PduMessage): boolean {
  return /^bind_(transmitter|receiver|transceiver)$/.test(message.pdu.command);
}

/** Why waiting longer for a bind is pointless; `null` while it is not. */
function bindTrouble(trace: Trace, side: Side, linkMs: number): string | null {
  const events = viewOf(trace, side).events.filter(({ peer }) => peer === 'smsc');
  const opened = events.filter(({ kind }) => kind === 'opened').length;
  const closed = events.filter(({ kind }) => kind === 'closed');
  const requested = pdusOf(viewOf(trace, side)).filter((one) => one.direction === 'out' && isBindRequest(one)).length;
  const refusals = bindAnswers(trace, side).filter((answer) => statusOf(answer) !== 0 || isNack(answer));
  const FORMS_TRIED = 2;
  const [first] = refusals;
  if (first !== undefined && refusals.length >= FORMS_TRIED) {
    const how = isNack(first) ? 'answered with generic_nack' : 'refused with';
    return `the bind of the ${side} side was ${how} ${named(statusOf(first))}`;
  }
  if (opened === 0 && closed.length > 0) return 'connection refused';
  const byTarget = closings(trace, side);
  if (requested < FORMS_TRIED) return null;
  if (byTarget >= FORMS_TRIED) return `the target closed the connection of the ${side} side after the bind request`;
  return closed.length >= FORMS_TRIED && byTarget === 0
    ? `no answer to the bind of the ${side} side within ${linkMs / 1_000} s`
    : null;
}
