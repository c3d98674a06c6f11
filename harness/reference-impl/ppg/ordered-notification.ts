import type { Endpoint } from '../../core/actor.ts';
import { encodeRequest } from '../../wire/http/message.ts';
import { fromLatin1 } from '../../wire/octets.ts';
import { exchange } from '../http/exchange.ts';
import { expand } from '../pi/template.ts';
import type { Reactor } from '../reactor.ts';
import type { NotifyTarget } from './notification.ts';
import { authority } from './notification.ts';

/** What a notification that a case orders is about. */
export type Notified = {
  /** push-id of the last push to the recipient that was accepted; '' where there was none. */
  readonly pushId: string;
  readonly address: string;
  readonly target: NotifyTarget;
  /** Where nobody has anything to fetch. */
  readonly trapUrl: string;
};

const USUAL =
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd">\r\n<pap><resultnotification-message push-id="{push-id}" message-state="delivered" code="1000"><address address-value="{address}"/></resultnotification-message></pap>';

/** How long the PI may take with what a case has posted to it, in microseconds. */
const ANSWER_US = 5_000_000;

/** Posts to the PI what a case orders, once; the text is a template (reference-impl/pi/template.ts). */
export function makeOrderedNotifications(
  reactor: Reactor,
): (args: Readonly<Record<string, unknown>>, about: Notified) => void {
  let posted = 0;
  return ({ control }, { pushId, address, target, trapUrl }) => {
    posted += 1;
    const body = expand(typeof control === 'string' ? control : USUAL, {
      'push-id': pushId,
      address,
      trap: `${trapUrl}/${address}`,
    });
    const octets = encodeRequest({
      method: 'POST',
      target: target.target,
      headers: [
        ['Host', authority(target.endpoint)],
        ['Content-Type', 'application/xml'],
        // Says whom it is about where its body does not (trace/correlate.ts).
        ['X-Address', address],
        ['Connection', 'close'],
      ],
      body: fromLatin1(body),
    });
    const to: Endpoint = target.endpoint;
    exchange(
      reactor,
      { connection: `ordered ${posted}`, to, octets, answerUs: ANSWER_US, pco: 'pap' },
      () => undefined,
    );
  };
}
