import type { Finding } from '../../trace/finding.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';
import { statusOf, type PduMessage } from '../submissions.ts';
import { fateOf, type Sides } from './exchanges.ts';

/** What a rule owes a request. */
export type Owed = {
  readonly expected: string;
  /** What is wrong with an answer; `null` = nothing. */
  readonly wrongWith: (answer: PduMessage) => string | null;
  /** Whether closing is an answer too, where a new connection is served after it. */
  readonly mayClose: boolean;
};

/** The finding about one request. */
export function owedTo(
  request: PduMessage,
  answers: readonly PduMessage[],
  { expected, wrongWith, mayClose }: Owed,
  sides: Sides,
): Finding {
  const fate = fateOf(request, answers, sides);
  switch (fate.kind) {
    case 'answered': {
      const wrong = fate.by.map(wrongWith).find((one) => one !== null);
      const evidence = [request, ...fate.by];
      const actual = wrong ?? `answered with ${named(fate.by[0])}`;
      return { verdict: wrong === undefined ? 'pass' : 'fail', evidence, expected, actual };
    }
    case 'closed': {
      const evidence = [request, fate.end];
      if (!mayClose) return { verdict: 'fail', evidence, expected, actual: 'the connection was closed instead' };
      const [verdict, actual] = CLOSED[fate.alive];
      return { verdict, evidence, expected, actual };
    }
    case 'silence':
      return { verdict: 'fail', evidence: [request], expected, actual: 'nothing came, and the session stayed open' };
    case 'undecided':
      return { verdict: 'inconc', evidence: [request], expected, actual: `no answer came: ${fate.why}` };
  }
}

const CLOSED = {
  yes: ['pass', 'the connection was closed, and a new one is served'],
  no: ['fail', 'the connection was closed, and no new one is served: it crashed'],
  'not seen': ['inconc', 'the connection was closed; whether a new one is served was not seen'],
} as const;

/** A response for people: its command, and its status by number and name. */
export function named({ message: { pdu } }: PduMessage): string {
  const status = pdu.command_status.toString(16).padStart(2, '0');
  return `${pdu.command} 0x${status} ${statusName(pdu.command_status)}`;
}

/** What is wrong with an answer to something that must not be accepted. */
export function acceptance(answer: PduMessage): string | null {
  return statusOf(answer) === 0 ? `it was accepted: ${named(answer)}` : null;
}
