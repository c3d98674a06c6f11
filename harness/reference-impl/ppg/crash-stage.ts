import type { Effect, Input } from '../../core/actor.ts';
import { assert } from '../../core/assert.ts';
import { buildControl } from '../../wire/pap/control.ts';
import { decodePap } from '../../wire/pap/message.ts';
import { encodeResponse } from '../../wire/http/message.ts';
import { latin1 } from '../../wire/octets.ts';
import { decodePdu, encodePdu, isResponse, tlv } from '../../wire/smpp/pdu.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';
import { rehearsalAddresses, rehearsalSettings } from '../rehearsal.ts';
import { referencePolicy } from './policy.ts';
import { makeReferencePpg } from './ppg.ts';

/** What the peers of a PPG that dies and comes again have seen, by push-id. For tests. */
export type Aftermath = {
  readonly accepted: ReadonlySet<string>;
  /** Result notifications, as documents. */
  readonly results: ReadonlyMap<string, readonly string[]>;
  /** Submissions, by how the SMSC answered each. */
  readonly submissions: ReadonlyMap<string, readonly Answer[]>;
  /** What is still stored. */
  readonly records: ReadonlyMap<string, Uint8Array>;
  readonly effects: number;
};

/** How the SMSC answers a submission: not at all, that it is busy, that it delivered or could not. */
export type Answer = 'nothing' | 'busy' | 'delivered' | 'failed';

export type CrashOptions = {
  /** Requests of the PI, one after the other: the octets by push-id; an id may come again. */
  readonly requests: readonly (readonly [pushId: string, octets: Uint8Array])[];
  /** How the submissions of a push are answered, in order. */
  readonly answersTo: (pushId: string) => readonly Answer[];
  /** The effect in whose place the PPG dies, counted over its lives; `null` = never. */
  readonly dieAt: number | null;
  /** Whether what it has persisted, but has not been told of as stored, is there afterwards. */
  readonly unsaid: 'kept' | 'lost';
};

type Persist = Extract<Effect, { kind: 'persist' }>;

/** Things that may happen in one run. */
const MAX_STEPS = 100_000;

const STATUS: Readonly<Record<Exclude<Answer, 'nothing'>, number>> = { busy: 0x58, delivered: 0x00, failed: 0xfe };

/** Runs a PPG with a store until nothing is left to do; it dies once, at any effect, and comes again. */
export function liveThroughCrash(options: CrashOptions): Aftermath {
  const accepted = new Set<string>();
  const results = new Map<string, string[]>();
  const submissions = new Map<string, Answer[]>();
  const disk = new Map<string, Uint8Array>();
  const asked = [...options.requests];
  let effects = 0;
  let nowUs = 0;
  let steps = 0;

  /** One life: until it dies, or comes to rest. */
  const live = (): 'died' | 'at rest' => {
    const actor = makeReferencePpg(referencePolicy)(rehearsalAddresses, rehearsalSettings(['data_sm'], {}));
    const queue: { readonly input: Input; readonly before: () => void }[] = [];
    const timers = new Map<string, number>();
    /** What waits for the PI's answer on its connection. */
    let posted: { readonly connection: string; readonly pushId: string } | null = null;
    let posts = 0;
    /** A group for each reaction that persisted: stored together, or not at all. */
    let unsaid: (readonly Persist[])[] = [];

    const say = (input: Input, before: () => void = () => undefined): void => void queue.push({ input, before });
    const post = (): void => {
      const [request] = asked;
      if (request === undefined || posted !== null) return;
      posts += 1;
      posted = { connection: `pi ${posts}`, pushId: request[0] };
      say({ kind: 'opened', connection: posted.connection, service: 'ppg.pap' });
      say({ kind: 'octets', connection: posted.connection, octets: request[1] });
    };
    const perform = (effect: Effect): void => {
      switch (effect.kind) {
        case 'connect':
          say({ kind: 'opened', connection: effect.connection, service: 'peer' });
          break;
        case 'setTimer':
          timers.set(effect.timer, nowUs + effect.afterUs);
          break;
        case 'cancelTimer':
          timers.delete(effect.timer);
          break;
        case 'send':
          if (effect.connection.startsWith('smsc')) smsc(effect.connection, decodePdu(effect.octets));
          else if (effect.connection.startsWith('notify')) pi(effect.connection, effect.octets);
          else answered(effect.octets);
          break;
        default:
          break;
      }
    };
    const persist = (group: readonly Persist[]): void => {
      unsaid.push(group);
      const stored = (): void => {
        if (unsaid.includes(group)) store(group);
        unsaid = unsaid.filter((one) => one !== group);
      };
      for (const { record } of group) say({ kind: 'persisted', record }, stored);
    };
    const store = (group: readonly Persist[]): void => {
      for (const { record, octets } of group) {
        if (octets.length === 0) disk.delete(record);
        else disk.set(record, octets);
      }
    };
    const smsc = (connection: string, pdu: Pdu): void => {
      if (isResponse(pdu)) return;
      const response = { command: `${pdu.command}_resp`, sequence_number: pdu.sequence_number };
      const pushId = pushIdIn(pdu);
      if (pushId === null) {
        say({ kind: 'octets', connection, octets: encodePdu(response) });
        return;
      }
      const before = submissions.get(pushId) ?? [];
      const answer = options.answersTo(pushId)[before.length] ?? 'delivered';
      submissions.set(pushId, [...before, answer]);
      if (answer === 'nothing') return;
      const octets = encodePdu({ ...response, command_status: STATUS[answer], headerOnly: answer !== 'delivered' });
      say({ kind: 'octets', connection, octets });
    };
    const pi = (connection: string, octets: Uint8Array): void => {
      const { http, control } = decodePap(octets);
      const pushId = control?.attributes['push-id'] ?? '';
      results.set(pushId, [...(results.get(pushId) ?? []), latin1(http.body)]);
      const body = buildControl('resultnotification-response', { 'push-id': pushId, code: '1000' }, []);
      const headers = [['Content-Type', 'application/xml']] as const;
      say({ kind: 'octets', connection, octets: encodeResponse({ status: 202, reason: 'Accepted', headers, body }) });
    };
    const answered = (octets: Uint8Array): void => {
      const [response] = decodePap(octets).control?.children ?? [];
      assert(posted !== null, 'the PI has asked');
      // A duplicate after a crash: it was accepted before.
      if (['1001', '2007'].includes(response?.attributes['code'] ?? '')) accepted.add(posted.pushId);
      asked.shift();
      posted = null;
    };

    say({ kind: 'restored', records: new Map(disk) });
    say({ kind: 'started' });
    for (;;) {
      steps += 1;
      assert(steps < MAX_STEPS, 'a PPG comes to rest');
      const next = queue.shift();
      if (next === undefined) {
        post();
        if (queue.length > 0) continue;
        const [first] = [...timers].sort(([, a], [, b]) => a - b);
        // Only the sessions' own timers are left.
        if (first === undefined || [...timers.keys()].every((name) => /^(smpp|read) /.test(name))) return 'at rest';
        const [timer, atUs] = first;
        timers.delete(timer);
        nowUs = Math.max(nowUs, atUs);
        say({ kind: 'timer', timer });
        continue;
      }
      next.before();
      const wanted = actor.react(next.input, nowUs);
      for (const effect of wanted) {
        effects += 1;
        if (effects === options.dieAt) {
          if (options.unsaid === 'kept') unsaid.forEach(store);
          return 'died';
        }
        perform(effect);
      }
      persist(wanted.filter((effect) => effect.kind === 'persist'));
    }
  };

  while (live() === 'died') continue;
  return { accepted, results, submissions, records: disk, effects };
}

/** The content of each push is `push-id: …;`; `null` where the PDU is no submission. */
function pushIdIn(pdu: Pdu): string | null {
  const payload = tlv(pdu, 'message_payload');
  return payload === undefined ? null : (/push-id: ([^;]*);/.exec(latin1(payload.octets))?.[1] ?? '');
}
