import type { PortsForm, Profile, SubmissionCommand } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import { dispatches } from '../../oracles/groups.ts';
import { statusOf, submissions } from '../../oracles/submissions.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import type { Chain } from '../../world/world.ts';
import { maskNumber } from '../target.ts';
import type { Preflight } from './preflight.ts';
import { closings, named, remedyFor, spoilt } from './session-trouble.ts';

const MS = 1_000;
/** After an answer: how long segments may still come before nothing is said to come at all. */
const AFTERMATH_MS = 5_000;
/** Beyond the deadline asked for: how long to wait for any sign of a probe. */
const GRACE_MS = 5_000;
const PROBE_OCTETS = 60;
/** Sessions that a target closes one after the other before it is given up. */
const MANY_CLOSINGS = 4;

/** How a small push is submitted: with which command, and where its ports stand. */
export type Form = { readonly command: SubmissionCommand; readonly ports: PortsForm };

/** What became of it. */
export type Probe = Form & {
  readonly submitted: boolean;
  /** `null`: no response. */
  readonly status: number | null;
  readonly segments: number;
  /** Times the target closed a session meanwhile. */
  readonly closures: number;
  /** Why the target's sessions can bear no push; `null` where nothing speaks against it. */
  readonly spoilt: string | null;
};

/** Submits one small push in one form and waits for what becomes of it. */
export async function probe(form: Form, chain: Chain, profile: Profile): Promise<Probe> {
  try {
    chain.command('pi', 'push', { to: 'A', wdpOctets: PROBE_OCTETS, notify: false });
    const deadlineMs = (profile.smpp.deadlineSeconds ?? profile.timers.transactionMs / 1_000) * 1_000;
    const answered = (trace: Trace): boolean => outcomeOf(trace).status !== null;
    const delivered = (trace: Trace): boolean => outcomeOf(trace).segments > 0;
    const refused = (trace: Trace): boolean => (outcomeOf(trace).status ?? 0) !== 0;
    const hopeless = (trace: Trace): boolean => closings(trace, 'ppg') >= MANY_CLOSINGS;
    const settled = (trace: Trace): boolean => answered(trace) || hopeless(trace);
    await chain.until(
      `the answer to a probe with ${form.command}, ports in ${PLACES[form.ports]}`,
      settled,
      (deadlineMs + GRACE_MS) * MS,
    );
    await chain.until(
      'a segment of the probe',
      (trace) => delivered(trace) || refused(trace) || hopeless(trace),
      AFTERMATH_MS * MS,
    );
    return { ...form, ...outcomeOf(chain.trace()) };
  } finally {
    await chain.close();
  }
}

function outcomeOf(trace: Trace): Omit<Probe, keyof Form> {
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

/** What the probes say of the target: the profile narrowed to the commands it takes; throws `UsageError` where a run would be pointless. */
export function conclude(found: readonly Probe[], profile: Profile, place: string): Preflight {
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
      `It answered ${[...new Set(accepted.map(({ command }) => command))].join(' and ')} with ESME_ROK. Route ${number} … to the session that pushproof binds as receiver (address_range ${profile.handset.addressRange}), or name other numbers in a profile.`,
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
      .map(({ command, ports, status }) => `${command}, ports in ${PLACES[ports]}: ${answered(status)}`)
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
  const places = profile.smpp.ports.filter((place) => served.some(({ ports }) => ports === place));
  const firstOf = (isIts: (one: Probe) => boolean): string => answered(found.find(isIts)?.status ?? null);
  const commandsLeft = profile.smpp.transaction
    .filter((command) => !working.includes(command))
    .map((command) => {
      const said = firstOf((one) => one.command === command);
      return `${command} in transaction mode is not taken (${said}); its variants are left out (AMB-01)`;
    });
  const placesLeft = profile.smpp.ports
    .filter((place) => !places.includes(place))
    .map((place) => {
      const said = firstOf(({ command, ports }) => ports === place && working.includes(command));
      return `ports in ${PLACES[place]} are not taken (${said}); their variants are left out (AMB-04)`;
    });
  const smpp = { ...profile.smpp, transaction: working, ports: places };
  const claims = places.includes('tlv') ? profile.claims : { ...profile.claims, portTlvs: false };
  return { profile: { ...profile, smpp, claims }, notes: [...commandsLeft, ...placesLeft] };
}

const PLACES: Readonly<Record<PortsForm, string>> = { udh: 'a user data header', tlv: 'TLVs' };

function answered(status: number | null): string {
  return status === null ? 'no answer' : named(status);
}
