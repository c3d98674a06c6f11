import type { Party } from '../core/party.ts';
import type { Profile, SubmissionCommand } from '../core/profile.ts';
import { deriveSeed } from '../core/rng.ts';
import { UsageError } from '../core/usage-error.ts';
import { dispatches } from '../oracles/groups.ts';
import { pdusOf, statusOf, submissions, type PduMessage } from '../oracles/submissions.ts';
import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';
import { statusName } from '../wire/smpp/statuses.table.ts';
import type { Chain, Parties, World } from '../world/world.ts';
import { preflightHandset } from './preflight-handset.ts';
import { preflightPpg } from './preflight-ppg.ts';
import { maskNumber, maskTarget } from './target.ts';

const MS = 1_000;
/** How long a target may take to answer a bind. */
const BIND_LIMIT_MS = 13_000;
/** After an answer: how long segments may still come before nothing is said to come at all. */
const AFTERMATH_MS = 5_000;
/** Beyond the deadline asked for: how long to wait for any sign of a probe. */
const GRACE_MS = 5_000;
/** Before anything is sent: whether the numbers are quiet. */
const QUIET_MS = 300;
const PROBE_OCTETS = 60;
/** More PDUs than any exchange around one push takes. */
const FLOOD_PDUS = 5_000;
/** Sessions that a target closes one after the other before it is given up. */
const MANY_CLOSINGS = 4;

/** What the checks before a run found. */
export type Preflight = {
  /** The profile, narrowed to what the target takes. */
  readonly profile: Profile;
  readonly notes: readonly string[];
};

/**
 * Checks a target before a run: reachable, binds, takes a push in transaction mode, and its segments
 * reach the handset side. Throws `UsageError` with what to do when a run would be pointless.
 */
export async function preflight(
  profile: Profile,
  world: World,
  parties: Parties,
  epochUtc: string,
): Promise<Preflight> {
  if (profile.target === null) return { profile, notes: [] };
  const place = maskTarget(profile.target);
  const open = (reached: Profile, variant: readonly string[]): Promise<Chain> =>
    world.open('preflight', parties, {
      profile: reached,
      variant,
      // The sessions outlive the preflight, and their pushes are told from those of other runs by their octets.
      seed: deriveSeed(0, epochUtc),
      numbers: profile.handset.numbers.slice(0, 1),
      epochUtc,
      connection: 'shared',
    });
  if (profile.iut === 'ppg') return preflightPpg(profile, async () => open(profile, []));
  if (profile.iut === 'handset') return preflightHandset(profile, async () => open(profile, []));
  const reach = await reachable(profile, async (reached) => bound(await open(reached, []), reached), place);
  const found = await Promise.all(
    profile.smpp.transaction.map(async (command) =>
      probe(command, await open(reach.profile, [command]), reach.profile),
    ),
  );
  const { profile: narrowed, notes } = conclude(found, reach.profile, place);
  return { profile: narrowed, notes: [...reach.notes, ...notes] };
}

/** Sessions of both sides, or one that they share where the target allows no second one. */
async function reachable(
  profile: Profile,
  tryOut: (profile: Profile) => Promise<Binds>,
  place: string,
): Promise<Preflight> {
  const apart = await tryOut(profile);
  if (apart.trouble === null && !apart.isDisturbed) return { profile, notes: [] };
  const trouble = apart.trouble ?? 'the target closed one side’s session when the other side bound';
  const together = onOneSession(profile);
  if (together !== null && apart.oneIsBound) {
    const shared = await tryOut(together);
    if (shared.trouble === null && !shared.isDisturbed) {
      const note = `${trouble}, so segments are taken on the PPG's own transceiver session (AMB-26)`;
      return { profile: together, notes: [note] };
    }
  }
  if (apart.trouble === null) return { profile, notes: [] };
  throw new UsageError(place, trouble, remedyFor(trouble));
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
    const sides = isShared ? (['ppg'] as const) : (['ppg', 'handset'] as const);
    const linkMs = profile.timers.linkMs;
    const missing = (trace: Trace): readonly Side[] => sides.filter((side) => !isBound(trace, side));
    const troubles = (trace: Trace): readonly string[] =>
      missing(trace).flatMap((side) => bindTrouble(trace, side, linkMs) ?? []);
    const decided = (trace: Trace): boolean => missing(trace).length === 0 || troubles(trace).length > 0;
    await chain.until('binds', decided, BIND_LIMIT_MS * MS);
    const trace = chain.trace();
    const [side] = missing(trace);
    if (side !== undefined) {
      const trouble =
        troubles(trace)[0] ?? `no answer to the bind of the ${side} side within ${BIND_LIMIT_MS / 1_000} s`;
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

/** How often the target, not we, closed a connection: whoever closed it is recorded first. */
function closings(trace: Trace, side: Side): number {
  const closers = new Map<string, Party>();
  for (const { kind, party, peer, connection } of trace.events) {
    if (kind === 'closed' && (party === side || peer === side) && !closers.has(connection))
      closers.set(connection, party);
  }
  return [...closers.values()].filter((party) => party === 'smsc').length;
}

function remedyFor(trouble: string): string {
  if (trouble.startsWith('connection refused'))
    return 'Is the SMSC running, and is this its SMPP port? Check host, port and firewall.';
  if (trouble.includes('ESME_RALYBND'))
    return 'The account may have one session only, and not as transceiver: allow it two, or give the handset side an account of its own in a profile (handset.target).';
  if (trouble.includes('refused with') || trouble.includes('generic_nack'))
    return 'Check system_id and password, and that this account may bind as transmitter and as receiver (or transceiver).';
  if (trouble.startsWith('it sent'))
    return 'Is this an SMPP port? Look at the SMSC’s log, and at a capture of what it sends.';
  if (trouble.startsWith('no answer'))
    return 'Something listens there but does not speak SMPP (or only over TLS: smpps://). Check the port.';
  return 'Look at the SMSC’s log; a TLS port, an address filter or a session limit does this.';
}

/** What became of one small push, submitted with one command. */
type Probe = {
  readonly command: SubmissionCommand;
  readonly submitted: boolean;
  /** `null`: no response. */
  readonly status: number | null;
  readonly segments: number;
  /** Times the target closed a session meanwhile. */
  readonly closures: number;
  /** Why the target's sessions can bear no push; `null` where nothing speaks against it. */
  readonly spoilt: string | null;
};

async function probe(command: SubmissionCommand, chain: Chain, profile: Profile): Promise<Probe> {
  try {
    chain.command('pi', 'push', { to: 'A', wdpOctets: PROBE_OCTETS, notify: false });
    const deadlineMs = (profile.smpp.deadlineSeconds ?? profile.timers.transactionMs / 1_000) * 1_000;
    const answered = (trace: Trace): boolean => outcomeOf(trace).status !== null;
    const delivered = (trace: Trace): boolean => outcomeOf(trace).segments > 0;
    const refused = (trace: Trace): boolean => (outcomeOf(trace).status ?? 0) !== 0;
    const hopeless = (trace: Trace): boolean => closings(trace, 'ppg') >= MANY_CLOSINGS;
    const settled = (trace: Trace): boolean => answered(trace) || hopeless(trace);
    await chain.until(`the answer to a probe with ${command}`, settled, (deadlineMs + GRACE_MS) * MS);
    await chain.until(
      'a segment of the probe',
      (trace) => delivered(trace) || refused(trace) || hopeless(trace),
      AFTERMATH_MS * MS,
    );
    return { command, ...outcomeOf(chain.trace()) };
  } finally {
    await chain.close();
  }
}

function outcomeOf(trace: Trace): Omit<Probe, 'command'> {
  const [submission] = submissions(viewOf(trace, 'ppg'));
  const response = submission?.responses[0];
  const groups = dispatches(viewOf(trace, 'smsc')).flatMap((dispatch) => dispatch.groups);
  return {
    submitted: submission !== undefined,
    status: response === undefined ? null : statusOf(response),
    segments: groups.reduce((sum, group) => sum + group.transmissions.length, 0),
    closures: closings(trace, 'ppg'),
    spoilt: spoilt(trace),
  };
}

/** What a target said that nobody can go by: a length that is none, or far more than an exchange takes. */
function spoilt(trace: Trace): string | null {
  const said = pdusOf(viewOf(trace, 'smsc')).filter(({ direction }) => direction === 'out');
  const broken = said.find(({ octets, message }) => message.pdu.command_length !== octets.length);
  if (broken !== undefined) {
    const length = `0x${broken.message.pdu.command_length.toString(16).padStart(8, '0')}`;
    return `it sent octets that are no PDU (as command_length ${length}), after which a session cannot be read any more`;
  }
  const [last] = said.slice(-1);
  return last === undefined || said.length < FLOOD_PDUS
    ? null
    : `it sent ${said.length} PDUs around one small push (the last: ${last.message.pdu.command})`;
}

function conclude(found: readonly Probe[], profile: Profile, place: string): Preflight {
  const number = maskNumber(profile.handset.numbers[0] ?? '');
  const served = found.filter(({ segments }) => segments > 0);
  const garbage = found.flatMap((one) => one.spoilt ?? []);
  if (served.length === 0 && garbage[0] !== undefined) {
    throw new UsageError(place, garbage[0], remedyFor(garbage[0]));
  }
  if (found.every(({ submitted }) => !submitted)) {
    throw new UsageError(
      place,
      'the session was lost before a push could be submitted',
      'Look at the SMSC’s log for why it closed the session after the bind.',
    );
  }
  const accepted = found.filter(({ status }) => status === 0);
  if (served.length === 0 && accepted.length > 0) {
    throw new UsageError(
      place,
      `no segment reached ${number}…: routing, or the SMSC?`,
      `It answered ${accepted.map(({ command }) => command).join(' and ')} with ESME_ROK. Route ${number} … to the session that pushproof binds as receiver (address_range ${profile.handset.addressRange}), or name other numbers in a profile.`,
    );
  }
  if (served.length === 0) {
    const closures = Math.max(...found.map((one) => one.closures));
    if (closures > 0 && found.every(({ status }) => status === null)) {
      throw new UsageError(
        place,
        `the target binds, then closes the session (${closures} times) without answering a push`,
        'Look at the SMSC’s log for why it closes; an address filter, a session limit or a crash does this.',
      );
    }
    const said = found
      .map(({ command, status }) => `${command}: ${status === null ? 'no answer' : named(status)}`)
      .join('; ');
    throw new UsageError(
      place,
      `it takes no push in transaction mode (${said})`,
      'Check that this account may submit with esm_class 0x02, with the source address and the numbers of the profile.',
    );
  }
  const working = profile.smpp.transaction.filter((command) =>
    found.some((one) => one.command === command && one.segments > 0),
  );
  const notes = found
    .filter(({ command }) => !working.includes(command))
    .map(
      ({ command, status }) =>
        `${command} in transaction mode is not taken (${status === null ? 'no answer' : named(status)}); its variants are left out (AMB-01)`,
    );
  return { profile: { ...profile, smpp: { ...profile.smpp, transaction: working } }, notes };
}

function named(status: number): string {
  return `0x${status.toString(16).padStart(8, '0')} ${statusName(status)}`;
}
