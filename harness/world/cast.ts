import type { Actor } from '../core/actor.ts';
import type { Party } from '../core/party.ts';
import type { AddressBook, ChainSettings } from '../core/settings.ts';
import type { Trace } from '../trace/event.ts';
import type { Recorder } from '../trace/recorder.ts';
import { PARTIES } from './services.ts';
import type { Parties } from './world.ts';

/** The actors of one chain, in the order in which they take their turns. */
export function makeActors(
  parties: Parties,
  addressFor: (party: Party) => AddressBook,
  settings: ChainSettings,
): ReadonlyMap<Party, Actor> {
  const actors = new Map<Party, Actor>();
  for (const party of PARTIES) {
    const make = parties[party];
    if (make !== undefined) actors.set(party, make(addressFor(party), settings));
  }
  return actors;
}

/** A question to the trace that is asked again only when something was recorded since. */
export function onChange(recorder: Recorder, trace: () => Trace, holds: (trace: Trace) => boolean): () => boolean {
  let asked = -1;
  return () => {
    if (recorder.events.length === asked) return false;
    asked = recorder.events.length;
    return holds(trace());
  };
}
