import type { Actor, Effect, Input } from '../core/actor.ts';
import { assert } from '../core/assert.ts';

/** Messages between the two that one input may cause; beyond it they go round in circles. */
const MAX_CROSSINGS = 1_000_000;

type Side = 'gateway' | 'smsc';
/** Where one is found by the other. */
const SERVICES: Readonly<Record<Side, string>> = { gateway: 'ppg.outbind', smsc: 'smsc.smpp' };
type Addressed = { readonly to: Side; readonly input: Input };

/**
 * An SMSC within the WAP gateway (claim 7): one actor of two, between which nothing is a connection of the world. All else is
 * as if they stood apart.
 */
export function integrate(gateway: Actor, smsc: Actor): Actor {
  const actors = { gateway, smsc };
  /** Connections between the two, open at both ends, by the gateway's name for them. */
  const inside = new Set<string>();
  const sides = new Map<string, Side>();

  /** What one side wants, for the world; what concerns the other side goes there. */
  const outward = (side: Side, effect: Effect, queue: Addressed[]): Effect | null => {
    const other = side === 'gateway' ? 'smsc' : 'gateway';
    switch (effect.kind) {
      case 'connect':
        if (effect.pco !== 'smpp') break;
        inside.add(effect.connection);
        queue.push({ to: other, input: { kind: 'opened', connection: effect.connection, service: SERVICES[other] } });
        queue.push({ to: side, input: { kind: 'opened', connection: effect.connection, service: 'peer' } });
        return null;
      case 'send':
        if (!inside.has(effect.connection)) break;
        queue.push({
          to: other,
          input: { kind: 'octets', connection: effect.connection, octets: effect.octets },
        });
        return null;
      case 'close':
        if (!inside.delete(effect.connection)) break;
        queue.push({ to: other, input: { kind: 'closed', connection: effect.connection, reason: 'closed within' } });
        return null;
      case 'pauseReading':
      case 'resumeReading':
        return inside.has(effect.connection) ? null : effect;
      case 'setTimer':
      case 'cancelTimer':
        return { ...effect, timer: `${side} ${effect.timer}` };
      default:
        return effect;
    }
    if (effect.kind === 'connect') sides.set(effect.connection, side);
    return effect;
  };

  const react = (first: readonly Addressed[], nowUs: number): readonly Effect[] => {
    const queue = [...first];
    const effects: Effect[] = [];
    for (let crossings = 0; ; crossings += 1) {
      assert(crossings < MAX_CROSSINGS, 'gateway and SMSC come to an end with each other');
      const next = queue.shift();
      if (next === undefined) return effects;
      for (const effect of actors[next.to].react(next.input, nowUs)) {
        const outside = outward(next.to, effect, queue);
        if (outside !== null) effects.push(outside);
      }
    }
  };

  return {
    react: (input, nowUs) => {
      switch (input.kind) {
        case 'started':
          return react(bothOf(input), nowUs);
        case 'command':
          return react(input.verb === 'stop' ? bothOf(input) : [{ to: 'gateway', input }], nowUs);
        case 'timer': {
          const side = input.timer.startsWith('smsc ') ? 'smsc' : 'gateway';
          return react([{ to: side, input: { ...input, timer: input.timer.slice(side.length + 1) } }], nowUs);
        }
        case 'restored':
        case 'persisted':
          return react([{ to: 'gateway', input }], nowUs);
        case 'opened': {
          const side = sides.get(input.connection) ?? (input.service.startsWith('smsc.') ? 'smsc' : 'gateway');
          sides.set(input.connection, side);
          return react([{ to: side, input }], nowUs);
        }
        case 'octets':
        case 'drained':
          return react([{ to: sides.get(input.connection) ?? 'gateway', input }], nowUs);
        case 'closed': {
          const side = sides.get(input.connection) ?? 'gateway';
          sides.delete(input.connection);
          return react([{ to: side, input }], nowUs);
        }
      }
    },
  };
}

function bothOf(input: Input): readonly Addressed[] {
  return [
    { to: 'smsc', input },
    { to: 'gateway', input },
  ];
}
