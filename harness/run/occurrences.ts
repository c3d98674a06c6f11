import type { Pco } from '../core/party.ts';
import { isMessage, type Message, type Trace } from '../trace/event.ts';
import { transmissions } from '../oracles/groups.ts';
import { submissions } from '../oracles/submissions.ts';
import { viewOf } from '../trace/view.ts';
import { outbindsMet } from './outbinds.ts';
import { lastWordsAnswered, oddSessionsOver } from './odd-sessions.ts';

/** Where what an `await` step counts is seen; anywhere if not said. */
export const PLACES: Readonly<Record<string, readonly Pco[]>> = {
  inbox: ['push'],
  responses: ['pap'],
  notifications: ['pap'],
  states: ['pap'],
  answeredSegments: ['sm', 'rp'],
  submissions: ['smpp'],
  answers: ['smpp'],
  answered: ['smpp'],
  outbinds: ['smpp'],
};

/** How many of what an `await` step counts have happened. */
export function occurrences(trace: Trace, actor: string, what: string, number: string | null): number {
  const messages = trace.events.filter((event): event is Message => isMessage(event) && event.party === actor);
  switch (what) {
    case 'inbox':
      return messages.filter(
        ({ message }) =>
          message.kind === 'push' && message.name === 'inbox' && (number === null || message.to === number),
      ).length;
    case 'fetched':
      return messages.filter(({ pco, direction }) => pco === 'fetch' && direction === 'in').length;
    case 'responses':
      return messages.filter(({ direction, message }) => direction === 'in' && message.name === 'push-response').length;
    case 'replies':
      return messages.filter(
        ({ direction, pco, message }) =>
          direction === 'in' && pco === 'pap' && message.kind === 'pap' && message.pap.http.kind === 'response',
      ).length;
    case 'notifications':
      return messages.filter(
        ({ direction, message }) => direction === 'in' && message.name === 'resultnotification-message',
      ).length;
    case 'answeredSegments':
      return transmissions(viewOf(trace, 'handset')).filter(
        ({ answer, to }) => answer !== null && (number === null || to === number),
      ).length;
    case 'submissions':
      return submissions(viewOf(trace, 'ppg')).length;
    case 'answers':
      return submissions(viewOf(trace, 'ppg')).filter(({ responses }) => responses.length > 0).length;
    case 'answered':
      return submissions(viewOf(trace, 'smsc')).filter(({ responses }) => responses.length > 0).length;
    case 'outbinds':
      return outbindsMet(trace);
    case 'oddSessions':
      return oddSessionsOver(trace);
    case 'lastWords':
      return lastWordsAnswered(trace);
    case 'states':
      return messages.filter(({ direction, message }) => direction === 'in' && message.name === 'statusquery-response')
        .length;
    default:
      return 0;
  }
}
