import { isMessage, type Message } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { remembered } from '../core/remembered.ts';

/** What a handset showed: the octets of a complete message. */
export type Shown = { readonly event: Message; readonly to: string; readonly octets: Uint8Array };

/** What a user said yes to: the octets of the message that was shown. */
export const confirmations = remembered((view: View): readonly Shown[] => atTheUser(view, 'confirm'));

/** Everything a handset presented, in order. */
export const inboxOf = remembered((view: View): readonly Shown[] => atTheUser(view, 'inbox'));

function atTheUser(view: View, name: 'inbox' | 'confirm'): readonly Shown[] {
  return view.events.flatMap((event) =>
    isMessage(event) && event.message.kind === 'push' && event.message.name === name
      ? [{ event, to: event.message.to, octets: event.octets }]
      : [],
  );
}
