import { once } from 'node:events';
import { createServer as createHttpServer, request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { latin1 } from '../../../wire/octets.ts';
import { smppFramer } from '../../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse, tlv } from '../../../wire/smpp/pdu.ts';

/** What an SMSC says to a submission. */
export type Answer = 'nothing' | 'busy' | 'delivered' | 'failed';

/** A peer that outlives the PPG; `seen` is by push-id. */
export type Witness<T> = {
  readonly port: number;
  readonly seen: ReadonlyMap<string, readonly T[]>;
  readonly close: () => void;
};

const HOST = '127.0.0.1';
const MAX_PDU_OCTETS = 70_000;
const STATUS: Readonly<Record<Exclude<Answer, 'nothing'>, number>> = { busy: 0x58, delivered: 0x00, failed: 0xfe };

/** An SMSC that takes any bind, and answers the submissions of a push in order as it is told, each after `laterMs`. */
export async function startSmsc(
  answerTo: (pushId: string, before: number) => Answer,
  laterMs: number,
): Promise<Witness<Answer>> {
  const seen = new Map<string, Answer[]>();
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    const framer = smppFramer(MAX_PDU_OCTETS);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const say = (octets: Uint8Array): void => {
      if (socket.writable) socket.write(octets);
    };
    socket.on('data', (chunk) => {
      for (const { octets } of framer.push(chunk)) {
        const pdu = decodePdu(octets);
        if (isResponse(pdu)) continue;
        const response = { command: `${pdu.command}_resp`, sequence_number: pdu.sequence_number };
        const payload = tlv(pdu, 'message_payload');
        if (payload === undefined) {
          say(encodePdu(response));
          continue;
        }
        const pushId = /push-id: ([^;]*);/.exec(latin1(payload.octets))?.[1] ?? '';
        const before = seen.get(pushId) ?? [];
        const answer = answerTo(pushId, before.length);
        seen.set(pushId, [...before, answer]);
        if (answer === 'nothing') continue;
        const headerOnly = answer !== 'delivered';
        const said = encodePdu({ ...response, command_status: STATUS[answer], headerOnly });
        setTimeout(() => say(said), laterMs);
      }
    });
  };
  const server = createServer(serve);
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: await portOf(server), seen, close };
}

/** A listener for results that keeps each document, and answers it unless `isLost`; `came` hears of each. */
export async function startListener(
  isLost: (pushId: string, before: number) => boolean,
  came: () => void,
): Promise<Witness<string>> {
  const seen = new Map<string, string[]>();
  const server = createHttpServer((asked, response) => {
    void bodyOf(asked).then((document) => {
      const pushId = /push-id="([^"]*)"/.exec(document)?.[1] ?? '';
      const before = seen.get(pushId) ?? [];
      seen.set(pushId, [...before, document]);
      if (isLost(pushId, before.length)) {
        asked.destroy();
      } else {
        response.writeHead(202, { 'Content-Type': 'application/xml' });
        response.end(`<?xml version="1.0"?><pap><resultnotification-response push-id="${pushId}" code="1000"/></pap>`);
      }
      came();
    });
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port: await portOf(server), seen, close };
}

/** Posts a push whose content says its id; the code of the answer, `null` when the connection broke before it. */
export async function push(port: number, pushId: string, notifyPort: number): Promise<string | null> {
  const control = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd">',
    `<pap><push-message push-id="${pushId}" ppg-notify-requested-to="http://${HOST}:${notifyPort}/notify">`,
    '<address address-value="WAPPUSH=+15550100001/TYPE=PLMN@ppg.example.com"/>',
    '</push-message></pap>',
  ].join('\r\n');
  const parts = [
    `Content-Type: application/xml\r\n\r\n${control}`,
    `Content-Type: text/plain\r\n\r\npush-id: ${pushId};`,
  ];
  const body = `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
  const headers = {
    'Content-Type': 'multipart/related; boundary="b"; type="application/xml"',
    'Content-Length': body.length,
    Connection: 'close',
  };
  return new Promise((resolve) => {
    const asked = request({ host: HOST, port, path: '/pap', method: 'POST', headers }, (response) => {
      bodyOf(response).then(
        (document) => resolve(/<response-result[^>]* code="(\d+)"/.exec(document)?.[1] ?? document),
        () => resolve(null),
      );
    });
    asked.on('error', () => resolve(null));
    asked.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, HOST);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
