import type { ControlElement } from '../../wire/pap/control.ts';
import { buildControl } from '../../wire/pap/control.ts';
import { latin1 } from '../../wire/octets.ts';
import type { Reply } from '../http/server.ts';
import type { Refusal } from './submission.ts';

/** How the PPG calls itself in PAP documents. */
export const SENDER_NAME = 'pushproof-ppg';

/** What an offending message is quoted with, at most (pap.md 3, PAP-BAD-004). */
const MAX_FRAGMENT = 200;

/** PAP over HTTP: 202 whatever the document says (pap.md 8). */
export function papReply(document: Uint8Array): Reply {
  return { status: 202, reason: 'Accepted', headers: [['Content-Type', 'application/xml']], body: document };
}

export type Sender = {
  readonly senderAddress: string;
  readonly replyTime: string;
  /** Whether the PI asked for progress notes. */
  readonly notes: boolean;
};

/** P2 and P6 of the worked examples. */
export function pushResponse(pushId: string, result: Refusal, sender: Sender): Uint8Array {
  return buildControl(
    'push-response',
    {
      'push-id': pushId,
      'sender-address': sender.senderAddress,
      'sender-name': SENDER_NAME,
      'reply-time': sender.replyTime,
    },
    [
      ...(sender.notes && result.code < 2000 ? [progressNote(sender.replyTime)] : []),
      { name: 'response-result', attributes: { code: String(result.code), desc: result.desc } },
    ],
  );
}

/** What has become of a push when it is answered (PAP 9.3.1). */
function progressNote(time: string): ControlElement {
  return { name: 'progress-note', attributes: { stage: 'pending', note: 'Waiting for the SMSC', time } };
}

/** P7: what cannot be answered by its own response; quotes the beginning of the body in printable characters. */
export function badMessage(refusal: Refusal, body: Uint8Array): Uint8Array {
  const fragment = latin1(body.subarray(0, MAX_FRAGMENT)).replace(/[^\x20-\x7e]+/g, ' ');
  const attributes = { code: String(refusal.code), desc: refusal.desc, 'bad-message-fragment': fragment };
  return buildControl('badmessage-response', attributes, []);
}

/** The address element of an answer. */
export function addressElement(address: string): ControlElement {
  return { name: 'address', attributes: { 'address-value': address } };
}
