import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PackagePpgBehaviour } from './behaviour.ts';
import { datagram } from './datagram.ts';
import { badMessage, bodyOf, numberOf, post, pushResponse, readPush, resultNotification } from './pap-text.ts';
import type { NotifiedResult, ReadPush } from './pap-text.ts';
import { makeSmscLink } from './smsc-link.ts';

/** Ports of the loopback: where it serves PAP, and where its SMSC is. */
export type PackagePpgPorts = { readonly pap: number; readonly smsc: number };

export type PackagePpg = { readonly close: () => Promise<void> };

const LATE_MS = 6_000;
const NOTIFY_TRIES = 3;
const SHORT_PUSH_ID = 8;

/** Starts a PPG that shares no code with pushproof: node:http, and the `smpp` package for all of its SMPP. */
export async function startPackagePpg(behaviour: PackagePpgBehaviour, ports: PackagePpgPorts): Promise<PackagePpg> {
  const { defect, doctype } = behaviour;
  const link = makeSmscLink(behaviour, ports.smsc);
  const agent = new Agent({ keepAlive: behaviour.keepsAlive });
  const known = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let pushes = 0;

  const later = (ms: number, then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms);
    timers.add(timer);
  };
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const push = readPush(request.headers['content-type'] ?? '', body);
    if (push === null) answer(response, badMessage(2000, doctype));
    else take(push, (code) => answer(response, pushResponse(push.pushId, code, doctype)));
  }
  function answer(response: ServerResponse, text: string): void {
    const length = behaviour.chunked ? {} : { 'Content-Length': Buffer.byteLength(text) };
    response.writeHead(behaviour.httpStatus, { 'CONTENT-TYPE': 'application/xml', ...length });
    response.end(text);
  }

  function take(push: ReadPush, reply: (code: number) => void): void {
    const refusal = refuse(push);
    if (refusal !== null) {
      reply(refusal);
      return;
    }
    known.add(push.pushId);
    pushes += 1;
    const octets = datagram(push, pushes, behaviour.text);
    let replied = false;
    const accept = (): void => {
      if (!replied) reply(behaviour.code);
      replied = true;
    };
    if (behaviour.answers === 'on-acceptance' && defect !== 'answers-after-the-smsc') accept();
    for (const address of push.addresses) {
      const job = {
        to: numberOf(address) ?? '',
        datagram: octets,
        isUrgent: push.priority === 'high',
        until: push.deliverBefore,
        submitted: () => {
          if (defect !== 'answers-after-the-smsc') accept();
        },
        ended: (result: NotifiedResult) => {
          accept();
          report(push, address, result);
        },
      };
      const waitMs =
        push.deliverAfter === null || defect === 'ignores-deliver-after' ? 0 : push.deliverAfter - Date.now();
      if (waitMs <= 0) link.add(job);
      else if (defect !== 'forgets-deliver-after') later(waitMs + 1, () => link.add(job));
      if (waitMs > 0) accept();
    }
  }
  function refuse(push: ReadPush): number | null {
    if (push.addresses.some((address) => numberOf(address) === null)) return 2002;
    if (known.has(push.pushId)) return 2007;
    if (push.content.length > behaviour.maxOctets) return 2001;
    if (push.deliverAfter !== null && behaviour.deliverAfter === 'refuse') return 3001;
    if (behaviour.whenFull !== 'wait' && link.isFull()) return behaviour.whenFull;
    return null;
  }

  function report({ pushId, notifyTo }: ReadPush, address: string, result: NotifiedResult): void {
    if (!behaviour.notifies || notifyTo === null) return;
    const recipient = behaviour.address === 'as-written' ? address : (address.split('@')[0] ?? '').toLowerCase();
    const id = defect === 'cuts-push-id' ? pushId.slice(0, SHORT_PUSH_ID) : pushId;
    const send = (said: NotifiedResult): void => void notify(notifyTo, resultNotification(id, recipient, said), 1);
    if (defect === 'notifies-late') later(LATE_MS, () => send(result));
    else send(result);
    const other =
      result.state === 'delivered' ? { state: 'undeliverable', code: 4000 } : { state: 'delivered', code: 1000 };
    if (defect === 'two-results') send(other);
  }
  async function notify(url: string, text: string, attempt: number): Promise<void> {
    if ((await post(url, text, agent)) || attempt >= NOTIFY_TRIES) return;
    later(100 * attempt, () => void notify(url, text, attempt + 1));
  }

  server.listen(ports.pap, '127.0.0.1');
  await once(server, 'listening');
  if (behaviour.bindsAt === 'start') link.start();
  return {
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      link.close();
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
