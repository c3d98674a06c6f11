import { isMessage, type Trace } from '../trace/event.ts';

/** How many outbinds the PPG has met, with a bind or by closing. */
export function outbindsMet({ events }: Trace): number {
  const open = new Set<string>();
  let met = 0;
  for (const event of events) {
    if (event.party !== 'ppg' || event.pco !== 'smpp') continue;
    if (isMessage(event) && event.direction === 'in' && event.message.name === 'outbind') open.add(event.connection);
    const isMet = event.kind === 'closed' || (isMessage(event) && event.message.name.startsWith('bind_'));
    if (isMet && open.delete(event.connection)) met += 1;
  }
  return met;
}
