import { isMessage, type Message } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { remembered } from '../core/remembered.ts';

/** What a handset showed: the octets of a complete message. */
export type Shown = { readonly event: Message; readonly to: string; readonly octets: Uint8Array };

/** Everything a handset presented, in order. */
export const inboxOf = remembered((view: View): readonly Shown[] =>
  view.events.flatMap((event) =>
    isMessage(event) && event.message.kind === 'push' ? [{ event, to: event.message.to, octets: event.octets }] : [],
  ),
);
