import { defineOracle } from '../define.ts';
import { posted, control, pushMessage } from '../odd-examples.ts';
import { evidenceOfRequest, papRequests } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

/** pap.md 3. */
const MAX_FRAGMENT = 200;
const UNCLOSED = posted(control(pushMessage('push-id="1"')).replace('</pap>', ''));

/** What an offending message is quoted with has at most 200 characters. */
export default defineOracle({
  requirement: 'PAP-BAD-004',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request): readonly Finding[] => {
      const fragment = request.answer.event?.message.pap.control?.attributes['bad-message-fragment'];
      if (fragment === undefined) return [];
      return [
        {
          verdict: fragment.length <= MAX_FRAGMENT ? 'pass' : 'fail',
          evidence: evidenceOfRequest(request),
          expected: `bad-message-fragment of at most ${MAX_FRAGMENT} characters`,
          actual: `${fragment.length} characters`,
        },
      ];
    }),
  unseen: (view) =>
    papRequests(view).some(({ pap, answer }) => pap.control === null && answer.event !== null)
      ? 'not observable: it quotes nothing of a message that it does not understand'
      : null,
  accepts: [
    `${UNCLOSED}
     ppg > pi badmessage-response code=2000 bad-message-fragment=${'x'.repeat(MAX_FRAGMENT)}`,
  ],
  rejects: [
    `${UNCLOSED}
     ppg > pi badmessage-response code=2000 bad-message-fragment=${'x'.repeat(MAX_FRAGMENT + 1)}`,
  ],
});
