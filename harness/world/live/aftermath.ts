import { isMessage, type Message, type TraceEvent } from '../../trace/event.ts';
import { isResponse, type Pdu } from '../../wire/smpp/pdu.ts';

export type Aftermath = {
  /** What a case saw while it ran. */
  readonly seen: readonly TraceEvent[];
  /** Everything on its sessions since. */
  readonly since: readonly TraceEvent[];
  /** Whether an event is about one of its numbers, while no other case has that number. */
  readonly isIts: (event: TraceEvent) => boolean;
};

const SUBMISSIONS: readonly string[] = ['submit_sm', 'data_sm'];

/**
 * What came after a case had ended and belongs to its transactions: responses to its submissions, and all that concerns its
 * numbers until another case has them, submissions that had waited for a slot among it.
 */
export function aftermath({ seen, since, isIts }: Aftermath): readonly TraceEvent[] {
  const asked = new Set(seen.filter(isMessage).filter(isSubmission).map(exchangeOf));
  return since.filter((event) => {
    if (!isMessage(event) || event.message.kind !== 'smpp') return false;
    if (isIts(event)) return true;
    return event.pco === 'smpp' && isResponse(event.message.pdu) && fromSmsc(event) && asked.has(exchangeOf(event));
  });
}

function isSubmission(event: Message): boolean {
  const { message, pco } = event;
  return pco === 'smpp' && message.kind === 'smpp' && SUBMISSIONS.includes(message.pdu.command) && !fromSmsc(event);
}

function fromSmsc({ party, direction }: Message): boolean {
  return (party === 'smsc') === (direction === 'out');
}

/** A request and its responses at one end of a session. */
function exchangeOf({ party, connection, message }: Message): string {
  const pdu: Pdu | null = message.kind === 'smpp' ? message.pdu : null;
  return `${party} ${connection} ${pdu?.sequence_number ?? ''}`;
}
