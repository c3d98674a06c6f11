import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import { parseAddress } from '../wire/pap/address.ts';
import { remembered } from '../core/remembered.ts';
import { papOf, responsesTo, type PapEvent } from './pushes.ts';

/** A result notification as the PPG wrote it (or the PI read it). */
export type Notification = {
  readonly event: PapEvent;
  readonly pushId: string;
  /** Digits of the recipient; `null` where no number can be read. */
  readonly to: string | null;
  readonly state: string;
  readonly code: string;
  /** The HTTP response on its connection, if any. */
  readonly answer: PapEvent | null;
};

/** The result notifications of a PPG's or a PI's view, repeats included, in order. */
export const notifications = remembered(notificationsOf);

function notificationsOf(view: View): readonly Notification[] {
  const messages = papOf(view);
  const responses = responsesTo(messages);
  return messages.flatMap((event) => {
    const { control } = event.message.pap;
    if (event.message.name !== 'resultnotification-message' || control === null) return [];
    const address = control.children.find(({ name }) => name === 'address')?.attributes['address-value'] ?? '';
    return [
      {
        event,
        pushId: control.attributes['push-id'] ?? '',
        to: parseAddress(address).digits,
        state: control.attributes['message-state'] ?? '',
        code: control.attributes['code'] ?? '',
        answer: responses.get(event) ?? null,
      },
    ];
  });
}

/** Whether a notification reports success; the code may contradict it (PAP-NTF-005). */
export function saysDelivered({ state }: Notification): boolean {
  return state === 'delivered';
}

/** Whether the PPG claims to notify results at all. */
export function notifies({ claims }: Profile): boolean {
  return claims['resultNotification'] !== false;
}
