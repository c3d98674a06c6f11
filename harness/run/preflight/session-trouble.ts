import type { Party } from '../../core/party.ts';
import { pdusOf } from '../../oracles/submissions.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';

/** More PDUs than any exchange around one push takes. */
const FLOOD_PDUS = 5_000;

/** How often the target, not we, closed a connection: whoever closed it is recorded first. */
export function closings(trace: Trace, side: Party): number {
  const closers = new Map<string, Party>();
  for (const { kind, party, peer, connection } of trace.events) {
    if (kind === 'closed' && (party === side || peer === side) && !closers.has(connection))
      closers.set(connection, party);
  }
  return [...closers.values()].filter((party) => party === 'smsc').length;
}

/** What a target said that nobody can go by: a length that is none, or far more than an exchange takes. */
export function spoilt(trace: Trace): string | null {
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

/** What to do about a trouble, by its words. */
export function remedyFor(trouble: string): string {
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

/** A command_status as number and name. */
export function named(status: number): string {
  return `0x${status.toString(16).padStart(8, '0')} ${statusName(status)}`;
}
