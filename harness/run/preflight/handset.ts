import type { Profile } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import { transmissions } from '../../oracles/groups.ts';
import { inboxOf, type Shown } from '../../oracles/inbox.ts';
import { pdusOf, statusOf } from '../../oracles/submissions.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import { toHex } from '../../wire/octets.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';
import type { Chain } from '../../world/world.ts';
import { maskTarget } from '../target.ts';

const MS = 1_000;
/** How long a handset may take to come to our SMSC: one that was refused before may just have begun a pause. */
const BIND_LIMIT_MS = 60_000;
/** How long the first short message may take to be answered, and to be shown after that. */
const ANSWER_MS = 10_000;
const SHOWN_MS = 3_000;
/** Refusals after which it will not be let in any more. */
const MANY_REFUSALS = 3;
const PROBE_OCTETS = 60;

/** Words for what reaches a handset, and what its user is told. */
type Way = {
  readonly answers: string;
  readonly answerRemedy: string;
  readonly shows: string;
};

const ADAPTER: Way = {
  answers: 'the adapter answered no short message',
  answerRemedy:
    'To {"deliver":{"id":1,"tpdu":"hex"}} it says {"ack":1} or {"error":1,"cause":22}, each on a line of its own.',
  shows: 'the adapter showed nothing of a push in one short message: {"inbox":{"hex":"…"}}',
};

const SESSION: Way = {
  answers: 'the handset answered no deliver_sm',
  answerRemedy: 'It says deliver_sm_resp with the sequence_number of the request.',
  shows: 'handset.inbox showed nothing of a push in one short message: a line {"hex":"…"} for each message shown',
};

/** Checks a handset before a run: it is there, answers a short message, and shows it. Throws `UsageError` with what to do. */
export async function preflightHandset(
  profile: Profile,
  open: () => Promise<Chain>,
): Promise<{ readonly profile: Profile; readonly notes: readonly string[] }> {
  const place = profile.target === null ? 'target' : maskTarget(profile.target);
  const comes = profile.target?.scheme === 'listen';
  const way = comes ? SESSION : ADAPTER;
  const chain = await open();
  try {
    if (comes) await bound(chain, place);
    chain.command('smsc', 'deliver', { to: 'A', octets: PROBE_OCTETS });
    const isAnswered = (trace: Trace): boolean =>
      transmissions(viewOf(trace, 'handset')).some(({ answer }) => answer !== null);
    if (!(await chain.until('the answer to a short message', isAnswered, ANSWER_MS * MS))) {
      throw new UsageError(place, way.answers, way.answerRemedy);
    }
    if (comes && profile.handset.inbox === undefined) return { profile, notes: [NO_INBOX] };
    const isShown = (trace: Trace): boolean => inboxOf(viewOf(trace, 'handset')).length > 0;
    const shown = await chain.until('the short message shown', isShown, SHOWN_MS * MS);
    mustGoOn(chain, place);
    if (!shown) return { profile, notes: [way.shows] };
    if (!(await showsAnything(chain))) return { profile, notes: [] };
    return { profile: { ...profile, claims: { ...profile.claims, pushClient: false } }, notes: [DATAGRAMS] };
  } finally {
    await chain.close();
  }
}

/** Whether it shows even what is no push at all: then its inbox lists datagrams, and no push client has seen them. */
async function showsAnything(chain: Chain): Promise<boolean> {
  const seen = inboxOf(viewOf(chain.trace(), 'handset')).length;
  chain.command('smsc', 'deliver', { to: 'A', datagram: NO_PUSH });
  chain.command('smsc', 'deliver', { to: 'A', octets: PROBE_OCTETS, push: 'after' });
  const news = (trace: Trace) => inboxOf(viewOf(trace, 'handset')).slice(seen);
  await chain.until('the next short message shown', (trace) => news(trace).some(isProbe), SHOWN_MS * MS);
  return news(chain.trace()).some(({ octets }) => toHex(octets) === NO_PUSH);
}

function isProbe({ octets }: Shown): boolean {
  return octets.length === PROBE_OCTETS;
}

/** A datagram that ends before it says what it is. */
const NO_PUSH = 'ff';

const DATAGRAMS =
  'the handset shows a datagram of one octet, which is no push: its inbox is taken to list datagrams, and what a push client makes of them is not judged';

const NO_INBOX =
  'without handset.inbox nothing tells what the handset shows: file:PATH or exec:COMMAND, a line {"hex":"…"} for each message';

/** What shows the handset's messages must not have ended. */
function mustGoOn(chain: Chain, place: string): void {
  const trouble = chain.stopped();
  if (trouble === null) return;
  throw new UsageError(
    place,
    trouble,
    'Let it go on as long as the run, with a line {"hex":"…"} for each message shown.',
  );
}

async function bound(chain: Chain, place: string): Promise<void> {
  const isBound = (trace: Trace): boolean => bindsOf(trace).some((one) => statusOf(one) === 0 && receives(one));
  const isHopeless = (trace: Trace): boolean =>
    bindsOf(trace).filter((one) => statusOf(one) !== 0).length >= MANY_REFUSALS;
  await chain.until('the handset to bind', (trace) => isBound(trace) || isHopeless(trace), BIND_LIMIT_MS * MS);
  mustGoOn(chain, place);
  if (isBound(chain.trace())) return;
  const binds = bindsOf(chain.trace());
  const refusal = binds.find((one) => statusOf(one) !== 0);
  if (refusal !== undefined) {
    throw new UsageError(
      'smsc',
      `the handset's bind at ${place} was refused with ${statusName(statusOf(refusal))}`,
      'Give the handset the systemId and password of the profile, or leave both out of it to let any account in.',
    );
  }
  if (binds.length > 0) {
    throw new UsageError(
      place,
      'the handset bound as transmitter, and nothing can be delivered to one',
      'Let it bind as receiver or transceiver.',
    );
  }
  throw new UsageError(
    place,
    `no handset has bound within ${BIND_LIMIT_MS / 1_000} s`,
    'Let the handset bind there (SMPP 3.4, receiver or transceiver), or state smsc.listen in a profile.',
  );
}

/** What our SMSC has answered to binds of the handset. */
function bindsOf(trace: Trace) {
  return pdusOf(viewOf(trace, 'smsc')).filter(
    ({ peer, direction, message }) =>
      peer === 'handset' && direction === 'out' && /^bind_\w+_resp$/.test(message.pdu.command),
  );
}

function receives({ message }: ReturnType<typeof bindsOf>[number]): boolean {
  return message.pdu.command !== 'bind_transmitter_resp';
}
