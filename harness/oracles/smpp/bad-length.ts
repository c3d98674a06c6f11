import type { Finding } from '../../trace/finding.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import type { Context } from '../define.ts';
import { pdusOf, statusOf, type PduMessage } from '../submissions.ts';
import { fateOf } from './exchanges.ts';
import { deafness, sidesOf } from './odd-requests.ts';
import type { View } from '../../trace/view.ts';

/** generic_nacks beyond one for each octet that came: who looks for the next PDU octet by octet may send so many, a loop sends more. */
const MORE_NACKS = 8;

/** The request itself was written a little earlier than it was read. */
const RECENT_US = 1_000_000;

/** Judges what a party does about a command_length that cannot be: nack, close or both, and then either gone or listening. */
export function judgeBadLength(
  request: PduMessage,
  expected: string,
  view: View,
  context: Context,
): readonly Finding[] {
  const sides = sidesOf(view, context);
  const onSession = pdusOf(view).filter(
    ({ connection, seq, direction }) => connection === request.connection && seq > request.seq && direction === 'out',
  );
  const nacks = onSession.filter(({ message }) => message.name === 'generic_nack');
  const finding = (verdict: Finding['verdict'], evidence: Finding['evidence'], actual: string): readonly Finding[] => [
    { verdict, evidence: [request, ...evidence], expected, actual },
  ];
  const cameOctets = pdusOf(sides.peer)
    .filter(
      ({ connection, direction, atUs }) =>
        connection === request.connection && direction === 'out' && atUs >= request.atUs - RECENT_US,
    )
    .reduce((sum, { octets }) => sum + octets.length, 0);
  if (nacks.length > MORE_NACKS + cameOctets)
    return finding('fail', nacks.slice(0, 2), `${nacks.length} times generic_nack: an endless loop`);
  const taken = onSession.find(
    ({ message: { pdu } }) =>
      isResponse(pdu) && pdu.command !== 'generic_nack' && pdu.sequence_number === request.message.pdu.sequence_number,
  );
  if (taken !== undefined && statusOf(taken) === 0)
    return finding('fail', [taken], 'it was answered as if nothing had happened');
  const refused = nacks.length > 0 ? nacks : taken === undefined ? [] : [taken];
  const fate = fateOf(request, refused, sides);
  switch (fate.kind) {
    case 'answered': {
      const deaf = deafness(request, expected, sides);
      return deaf.length > 0 ? deaf : finding('pass', refused, 'refused by generic_nack');
    }
    case 'closed':
      if (fate.alive === 'no')
        return finding('fail', [fate.end], 'closed, and no new connection is served: it crashed');
      if (fate.alive === 'yes') return finding('pass', [fate.end], 'closed, and a new connection is served');
      return finding('inconc', [fate.end], 'closed; whether a new connection is served was not seen');
    case 'silence':
      return finding('fail', [], 'neither generic_nack nor close');
    case 'undecided':
      return finding('inconc', [], fate.why);
  }
}
