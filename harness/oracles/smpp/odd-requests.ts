import type { Finding } from '../../trace/finding.ts';
import { isResponse, text, type Pdu } from '../../wire/smpp/pdu.ts';
import { tlvsByName } from '../../wire/smpp/tlvs.table.ts';
import type { Context } from '../define.ts';
import { transmissions, type Transmission } from '../groups.ts';
import { digitsOf, lostFraming, pdusOf, type PduMessage } from '../submissions.ts';
import { otherEnd } from './both-ends.ts';
import { asked, closing, fateOf, patienceUs, type Asked, type Sides } from './exchanges.ts';
import { acceptance, owedTo } from './owed.ts';
import type { View } from '../../trace/view.ts';

/** Where a PDU is malformed: its mandatory part, the stream of its TLVs, or the length or value of one. */
export type Flaw = 'body' | 'tlv stream' | 'tlv';

/** The first thing that is wrong with a PDU whose length is right; `null` = nothing. Surplus octets are no flaw (AMB-27). */
export function flawOf(pdu: Pdu): Flaw | null {
  const [problem] = pdu.problems.filter(({ field }) => field !== 'surplus');
  if (problem === undefined) return null;
  if (problem.field === 'tlvs') return 'tlv stream';
  return tlvsByName.has(problem.field) ? 'tlv' : 'body';
}

/** Whether command_id is a request's that no table knows. */
export function isUnknown({ message: { pdu } }: PduMessage): boolean {
  return pdu.command === 'unknown' && !isResponse(pdu);
}

export function sidesOf(view: View, { profile, viewOf }: Context): Sides {
  return { view, peer: viewOf(otherEnd(view.party)), profile };
}

/** Requests about messages (SMPP 3.4, 2.3). */
export const MESSAGE_REQUESTS: readonly string[] = [
  'submit_sm',
  'data_sm',
  'submit_multi',
  'query_sm',
  'cancel_sm',
  'replace_sm',
];

/** The well-formed requests of these commands that came to a party. */
export function wellFormed(view: View, commands: readonly string[]): readonly Asked[] {
  return asked(view).filter(
    ({ request }) =>
      commands.includes(request.message.pdu.command) && !lostFraming(request) && flawOf(request.message.pdu) === null,
  );
}

/** Those of them that came when messages may be submitted, or on sessions whose beginning was not seen. */
export function submittable(view: View): readonly Asked[] {
  return wellFormed(view, ['submit_sm', 'data_sm']).filter(
    ({ state, isWhole }) => !isWhole || state === 'BOUND_TX' || state === 'BOUND_TRX',
  );
}

/** The answers to a request, and any generic_nack between it and the next request: it may have lost the number. */
export function answersOrNacks({ request, answers }: Asked, view: View): readonly PduMessage[] {
  if (answers.length > 0) return answers;
  return nacksAfter(request, view);
}

/** generic_nacks of the session after a request, until another request has come. */
export function nacksAfter(request: PduMessage, view: View): readonly PduMessage[] {
  const nacks: PduMessage[] = [];
  for (const one of pdusOf(view)) {
    if (one.connection !== request.connection || one.seq <= request.seq) continue;
    if (one.direction === 'in' && !isResponse(one.message.pdu)) break;
    if (one.direction === 'out' && one.message.pdu.command === 'generic_nack') nacks.push(one);
  }
  return nacks;
}

/** Judges what must not be accepted: refused by status, generic_nack or close; what it asks for is not done, and the peer is served on. */
export function judgeRefused(one: Asked, expected: string, sides: Sides): readonly Finding[] {
  const { request } = one;
  const { view } = sides;
  const [taken] = deliveredFrom(request, view);
  if (taken !== undefined) {
    const evidence = [request, ...one.answers, taken.request].sort((a, b) => a.seq - b.seq);
    return [{ verdict: 'fail', evidence, expected, actual: `${taken.data.length} octets of it were delivered` }];
  }
  const refusal = owedTo(
    request,
    answersOrNacks(one, view),
    { expected, wrongWith: acceptance, mayClose: true },
    sides,
  );
  if (refusal.verdict === 'fail') return [refusal];
  const deaf = deafness(request, expected, sides);
  // Who answers nothing after it need not be waited for as long as a push may take.
  return refusal.verdict === 'inconc' && deaf.length > 0 ? deaf : [refusal, ...deaf];
}

/** The finding where the session stayed open after a request and no later one is answered; none where all is well. */
export function deafness(request: PduMessage, expected: string, sides: Sides): readonly Finding[] {
  const { view, peer, profile } = sides;
  const later = pdusOf(peer).find(
    ({ connection, seq, direction, message: { pdu } }) =>
      connection === request.connection && seq > sentSeq(request, peer) && direction === 'out' && !isResponse(pdu),
  );
  if (later === undefined) return [];
  const answers = pdusOf(view).filter(
    ({ connection, seq, direction, message: { pdu } }) =>
      connection === request.connection &&
      seq > request.seq &&
      direction === 'out' &&
      isResponse(pdu) &&
      pdu.sequence_number === later.message.pdu.sequence_number,
  );
  // Between a refusal and the close that follows it, nothing is answered any more.
  const end = closing(view, request);
  if (answers.length > 0 || (end !== undefined && end.atUs - later.atUs < patienceUs(later, profile, view))) {
    const fate = end === undefined ? null : fateOf(request, [], sides);
    if (fate?.kind === 'closed' && fate.alive === 'no') {
      return [
        {
          verdict: 'fail',
          evidence: [request, fate.end],
          expected,
          actual: 'no new connection is served after it: it crashed',
        },
      ];
    }
    return [];
  }
  const { complete, endUs } = view.header;
  if (!complete.end || endUs - later.atUs < patienceUs(later, profile, view)) return [];
  const actual = 'the session stayed open, and the request after it was never answered';
  return [{ verdict: 'fail', evidence: [request, later], expected, actual }];
}

/** When the peer sent what came. */
function sentSeq(request: PduMessage, peer: View): number {
  const sent = pdusOf(peer).filter(
    (one) =>
      one.connection === request.connection &&
      one.direction === 'out' &&
      one.message.pdu.sequence_number === request.message.pdu.sequence_number &&
      one.seq < request.seq,
  );
  return sent.at(-1)?.seq ?? request.seq;
}

/** Whether what goes to the handset is seen as it is split. */
export function seesSegments({ view, profile }: Sides): boolean {
  const isObserved = view.header.observed.some(({ pco, parties }) => pco === 'sm' && parties.includes(view.party));
  return isObserved && profile.claims['segmentsOnSmppLink'] !== false;
}

/** Octets by which a delivery is known to be made of a request. */
const HEAD_OCTETS = 12;
const LEAST_OCTETS = 4;

/** The short messages that went out after a request, to its number, and hold what it holds. */
export function deliveredFrom(request: PduMessage, view: View): readonly Transmission[] {
  const to = digitsOf(text(request.message.pdu, 'destination_addr'));
  if (view.party !== 'smsc') return [];
  return transmissions(view).filter(
    (one) =>
      one.request.seq > request.seq &&
      (to === '' || one.to === to) &&
      one.data.length >= LEAST_OCTETS &&
      holds(request.octets, one.data.subarray(0, HEAD_OCTETS)),
  );
}

function holds(octets: Uint8Array, part: Uint8Array): boolean {
  for (let at = octets.length - part.length; at >= 0; at -= 1) {
    let same = 0;
    while (same < part.length && octets[at + same] === part[same]) same += 1;
    if (same === part.length) return true;
  }
  return false;
}
