import smpp from 'smpp';
import type { PDU, Session } from 'smpp';
import type { PackagePpgBehaviour, PackagePpgDefect } from './behaviour.ts';
import type { NotifiedResult } from './pap-text.ts';
import { submissionsOf } from './submission.ts';

/** One push to one number. */
export type Job = {
  readonly to: string;
  readonly datagram: Buffer;
  readonly isUrgent: boolean;
  /** Milliseconds since 1970; not submitted later. `null` = no such limit. */
  readonly until: number | null;
  readonly submitted: () => void;
  readonly ended: (result: NotifiedResult) => void;
};

/** The PPG's side towards one SMSC. */
export type SmscLink = {
  readonly start: () => void;
  readonly isFull: () => boolean;
  readonly add: (job: Job) => void;
  readonly close: () => void;
};

type Waiting = { readonly job: Job; readonly attempt: number };
type Suspended = Waiting & { readonly session: Session; readonly command: string; timer: NodeJS.Timeout | null };

const RETRY_MS = 100;
const RECONNECT_MS = 150;
const ESME_RMSGQFUL = 0x14;
const ESME_RTHROTTLED = 0x58;
const VENDOR = 0x400;
const UNKNOWN_COMMAND = 0x03;

const DELIVERED: NotifiedResult = { state: 'delivered', code: 1000 };
const UNDELIVERABLE: NotifiedResult = { state: 'undeliverable', code: 4000 };
const TIMEOUT: NotifiedResult = { state: 'timeout', code: 4000 };

export function makeSmscLink(behaviour: PackagePpgBehaviour, port: number): SmscLink {
  const window = has('one-at-a-time') ? 1 : behaviour.window;
  const sessions: Session[] = [];
  const ready: Session[] = [];
  const waiting: Waiting[] = [];
  const suspended = new Map<string, Suspended>();
  const overdue = new Map<string, Suspended>();
  const pauses = new Set<NodeJS.Timeout>();
  let turn = 0;
  let started = false;
  let closed = false;

  function has(defect: PackagePpgDefect): boolean {
    return behaviour.defect === defect;
  }
  function later(ms: number, then: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      pauses.delete(timer);
      if (!closed) then();
    }, ms);
    pauses.add(timer);
    return timer;
  }
  function keyOf(session: Session, sequence: number): string {
    return `${sessions.indexOf(session)}/${sequence}`;
  }

  function connect(form: PackagePpgBehaviour['binds'][number]): void {
    const session = smpp.connect({ host: '127.0.0.1', port });
    sessions.push(session);
    // Without a listener an error ends the process; the socket's close follows anyway.
    session.on('error', () => undefined);
    session.on('connect', () => {
      const account = { system_id: 'other', password: 'make', interface_version: 0x34 };
      session.send(new smpp.PDU(`bind_${form}`, account), (answer) => {
        if (answer.command_status !== 0) {
          session.close();
          return;
        }
        if (behaviour.enquires) session.send(new smpp.PDU('enquire_link'));
        if (form !== 'receiver') ready.push(session);
        pump();
      });
    });
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('pdu', (pdu: PDU) => {
      if (pdu.isResponse() && !/^(bind_|enquire_link_resp|unbind)/.test(pdu.command)) responded(session, pdu);
      else if (pdu.command === 'enquire_link_resp') unfit(session, pdu);
    });
    session.on('close', () => {
      if (ready.includes(session)) ready.splice(ready.indexOf(session), 1);
      lose(session);
      if (!closed) later(RECONNECT_MS, () => connect(form));
    });
  }

  function lose(session: Session): void {
    for (const [key, one] of suspended) {
      if (one.session !== session) continue;
      forget(key, one);
      if (has('forgets-on-loss')) continue;
      if (behaviour.whenLost === 'submit-again') waiting.push({ job: one.job, attempt: one.attempt + 1 });
      else one.job.ended(TIMEOUT);
    }
  }
  function forget(key: string, { timer }: Suspended): void {
    suspended.delete(key);
    if (timer !== null) clearTimeout(timer);
  }

  function pump(): void {
    while (ready.length > 0 && suspended.size < window) {
      const urgent = behaviour.ranks ? waiting.findIndex(({ job }) => job.isUrgent) : -1;
      const [next] = waiting.splice(Math.max(0, urgent), 1);
      if (next === undefined) return;
      const { job } = next;
      if (job.until !== null && Date.now() >= job.until && !has('ignores-deliver-before')) {
        job.ended({ state: 'expired', code: 4000 });
        continue;
      }
      turn += 1;
      const session = ready[turn % ready.length];
      if (session !== undefined) submit(session, next);
    }
  }
  function submit(session: Session, one: Waiting): void {
    if (behaviour.enquires) session.send(new smpp.PDU('enquire_link'));
    for (const pdu of submissionsOf(one.job.to, one.job.datagram, behaviour)) {
      session.send(pdu);
      const key = keyOf(session, pdu.sequence_number);
      const { responseMs } = behaviour;
      const timer = responseMs === null ? null : later(responseMs, () => timedOut(key));
      suspended.set(key, { ...one, session, command: pdu.command, timer });
    }
    one.job.submitted();
    if (has('notifies-on-submission')) one.job.ended(DELIVERED);
  }
  function timedOut(key: string): void {
    const one = suspended.get(key);
    if (one === undefined) return;
    forget(key, one);
    if (has('late-response-is-reported')) overdue.set(key, one);
    one.job.ended(TIMEOUT);
    pump();
  }

  function responded(session: Session, pdu: PDU): void {
    const own = keyOf(session, pdu.sequence_number);
    const [oldest] = suspended.keys();
    const stray = !suspended.has(own) && !overdue.has(own);
    if (stray && has('restarts-on-stray')) restart();
    if (stray && behaviour.toStray === 'generic_nack' && pdu.command !== 'generic_nack') {
      const nack = new smpp.PDU('generic_nack', { command_status: UNKNOWN_COMMAND });
      nack.sequence_number = pdu.sequence_number;
      session.send(nack);
    }
    const usesOldest = has('oldest-takes-the-response') || (stray && has('stray-ends-the-oldest'));
    const key = usesOldest && oldest !== undefined && !overdue.has(own) ? oldest : own;
    const late = overdue.get(key);
    if (late !== undefined && overdue.delete(key)) late.job.ended(resultOf(pdu));
    const one = suspended.get(key);
    if (one === undefined) return;
    if (pdu.command === 'generic_nack') {
      if (has('restarts-on-nack')) restart();
      else if (has('nack-is-acceptance')) finish(key, one, DELIVERED);
      else if (behaviour.onNack === 'fail') finish(key, one, UNDELIVERABLE);
      return;
    }
    if (pdu.command !== `${one.command}_resp` && !usesOldest) {
      if (behaviour.onUnfit === 'fail') finish(key, one, UNDELIVERABLE);
      return;
    }
    const { command_status: status } = pdu;
    if (has('deaf-to-bare-failures') && status !== 0 && pdu.command_length === 16) return;
    if ([ESME_RTHROTTLED, ESME_RMSGQFUL].includes(status) && one.attempt <= behaviour.throttledRetries) {
      forget(key, one);
      later(RETRY_MS * one.attempt, () => again(one));
      pump();
      return;
    }
    if (behaviour.resubmits && status !== 0 && one.attempt === 1) {
      forget(key, one);
      again(one);
      return;
    }
    finish(key, one, resultOf(pdu));
  }
  function again({ job, attempt }: Waiting): void {
    waiting.push({ job, attempt: attempt + 1 });
    pump();
  }
  /** An enquire_link_resp that nobody waits for, with the sequence_number of a submission. */
  function unfit(session: Session, pdu: PDU): void {
    const key = keyOf(session, pdu.sequence_number);
    const one = suspended.get(key);
    if (one === undefined) return;
    if (has('unfit-is-success')) finish(key, one, DELIVERED);
    else if (behaviour.onUnfit === 'fail') finish(key, one, UNDELIVERABLE);
  }
  function finish(key: string, one: Suspended, result: NotifiedResult): void {
    forget(key, one);
    one.job.ended(result);
    pump();
  }
  function resultOf({ command_status: status }: PDU): NotifiedResult {
    if (status === 0) return has('success-is-undeliverable') ? UNDELIVERABLE : DELIVERED;
    const mistaken = has('failure-is-delivered') || (has('vendor-status-is-success') && status >= VENDOR);
    return mistaken ? DELIVERED : UNDELIVERABLE;
  }
  /** What a supervisor makes of a crash: everything is forgotten, and it comes again. */
  function restart(): void {
    for (const [key, one] of suspended) forget(key, one);
    waiting.length = 0;
    for (const session of sessions) session.destroy();
  }
  function start(): void {
    if (started) return;
    started = true;
    for (const form of behaviour.binds) connect(form);
  }

  return {
    start,
    isFull: () => suspended.size >= window,
    add: (job) => {
      if (has('forgets-when-full') && suspended.size >= window) return;
      waiting.push({ job, attempt: 1 });
      start();
      pump();
    },
    close: () => {
      closed = true;
      for (const timer of pauses) clearTimeout(timer);
      for (const session of sessions) session.destroy();
    },
  };
}
