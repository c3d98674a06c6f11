import type { ControlElement } from '../../wire/pap/control.ts';
import { buildControl } from '../../wire/pap/control.ts';
import type { PapMessage } from '../../wire/pap/message.ts';
import type { Reply } from '../http/server.ts';

/** Push-ids that one half of the PI's memory holds; it remembers at least as many. */
const HALF_MEMORY = 100_000;

/** Which push-ids the PI has submitted, as many as it remembers. */
export type Known = { readonly add: (pushId: string) => void; readonly has: (pushId: string) => boolean };

export function makeKnown(): Known {
  let recent = new Set<string>();
  let older = new Set<string>();
  return {
    add: (pushId) => {
      if (recent.size >= HALF_MEMORY) {
        older = recent;
        recent = new Set();
      }
      recent.add(pushId);
    },
    has: (pushId) => recent.has(pushId) || older.has(pushId),
  };
}

/** P5 for a result of one of our pushes; a repeated result is answered like the first (step 10, PAP-NTF-010 to 013, 017). */
export function answerNotification({ control, problems }: PapMessage, known: (pushId: string) => boolean): Reply {
  const problem = control === null ? 'no control entity' : [...control.problems, ...problems][0]?.what;
  if (control === null || problem !== undefined) return bad(`Bad request: ${problem ?? ''}`.slice(0, 200));
  if (control.operation !== 'resultnotification-message') return bad('Not a result notification');
  const { 'push-id': pushId = '' } = control.attributes;
  const result = known(pushId) ? { code: '1000', desc: 'OK' } : { code: '2000', desc: 'Push ID not found' };
  const addresses: ControlElement[] = control.children
    .filter(({ name }) => name === 'address')
    .map(({ attributes }) => ({ name: 'address', attributes }));
  return accepted(buildControl('resultnotification-response', { 'push-id': pushId, ...result }, addresses));
}

function bad(desc: string): Reply {
  return accepted(buildControl('badmessage-response', { code: '2000', desc }, []));
}

function accepted(body: Uint8Array): Reply {
  return { status: 202, reason: 'Accepted', headers: [['Content-Type', 'application/xml']], body };
}
