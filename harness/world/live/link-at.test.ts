import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { toHex } from '../../wire/octets.ts';
import { openAtLink } from './link-at.ts';

/** A modem on a line: it knows the commands, and has two segments of E03's set to tell, the second once the first is acknowledged. */
const MODEM = `
process.stdin.setEncoding('latin1');
const [first, second] = [
  '40088101560800000462102030405023 0E 0B05040B8423F00003210201 AABB',
  '44088101560800000462102030405023 0D 0B05040B8423F00003210202 CC',
].map((hex) => hex.replaceAll(' ', ''));
const told = [first, second];
let acks = '';
const tell = () => {
  const tpdu = told.shift();
  if (tpdu !== undefined) process.stdout.write('\\r\\n+CMT: ,' + tpdu.length / 2 + '\\r\\n0791683108000100' + tpdu + '\\r\\n');
};
let pending = '';
process.stdin.on('data', (chunk) => {
  const parts = (pending + chunk).split('\\r');
  pending = parts.pop();
  for (const command of parts) {
    if (command === 'AT+CSMS=1') process.stdout.write('\\r\\n+CSMS: 1,1,1\\r\\n\\r\\nOK\\r\\n');
    else if (command.startsWith('AT+CNMA')) {
      acks += command + ' ';
      process.stdout.write('\\r\\nOK\\r\\n');
      if (acks === 'AT+CNMA AT+CNMA=2 ') process.stdout.write('\\r\\n+CMT: ,5\\r\\n0044000000\\r\\n');
      tell();
    } else process.stdout.write('\\r\\nOK\\r\\n');
    if (command.startsWith('AT+CNMI')) tell();
  }
});
`;

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'modem-'));
  await writeFile(path.join(folder, 'modem.cjs'), MODEM);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Binds as receiver, and gives each deliver_sm to `next`. */
async function receiver(port: number) {
  const socket: Socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const framer = smppFramer(4_096);
  const came: Pdu[] = [];
  let wake = (): void => undefined;
  socket.on('data', (octets) => {
    for (const { octets: frame } of framer.push(octets)) came.push(decodePdu(frame));
    wake();
  });
  socket.write(encodePdu({ command: 'bind_receiver', sequence_number: 1, fields: { system_id: 'x' } }));
  return {
    next: async (): Promise<Pdu> => {
      while (came.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const [pdu] = came.splice(0, 1);
      if (pdu === undefined) throw new Error('nothing came');
      return pdu;
    },
    answer: ({ sequence_number }: Pdu, command_status: number): void =>
      void socket.write(encodePdu({ command: 'deliver_sm_resp', command_status, sequence_number })),
    close: () => socket.destroy(),
  };
}

test('what a modem reports comes as deliver_sm, one acknowledged with AT+CNMA and one refused with AT+CNMA=2', async () => {
  const link = await openAtLink(`exec:${process.execPath} ${path.join(folder, 'modem.cjs')}`, '15550100001');
  const side = await receiver(link.port);
  try {
    expect((await side.next()).command).toBe('bind_receiver_resp');
    const first = await side.next();
    expect([first.command, text(first, 'destination_addr'), text(first, 'source_addr')]).toEqual([
      'deliver_sm',
      '15550100001',
      '10658000',
    ]);
    expect([uint(first, 'esm_class'), uint(first, 'data_coding')]).toEqual([0x40, 0x04]);
    expect(toHex(userData(first).octets)).toBe('0b05040b8423f00003210201aabb');
    side.answer(first, 0);
    const second = await side.next();
    expect(toHex(userData(second).octets)).toBe('0b05040b8423f00003210202cc');
    side.answer(second, 0x64);
    // Only when both commands came in this order does this modem report a third.
    const third = await side.next();
    expect(third.command).toBe('deliver_sm');
  } finally {
    side.close();
    link.close();
  }
});

test('a modem at a TCP address that refuses the PDU mode is told by its answer', async () => {
  const server = createServer((socket) => {
    socket.on('data', (octets) => {
      const isMode = octets.toString('latin1').includes('CMGF');
      socket.write(isMode ? '\r\nERROR\r\n' : '\r\nOK\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  await expect(openAtLink(`tcp:127.0.0.1:${port}`, '15550100001')).rejects.toThrow(
    'handset.target: the modem answered AT+CMGF=0 with ERROR',
  );
  server.close();
});

const mistakes: readonly (readonly [place: string, message: RegExp])[] = [
  ['tcp:127.0.0.1:1', /ECONNREFUSED/],
  // Which of its ends is seen first to be gone is chance: the place stands in the remedy.
  ['exec:no-such-modem', /did not answer AT within 5 s: .+\n {2}Check exec:no-such-modem/],
  ['/dev/no-such-tty', /did not answer AT within 5 s: .+\n {2}Check \/dev\/no-such-tty/],
  ['modem', /modem is no modem\n {2}Write tcp:host:port/],
];
for (const [place, message] of mistakes) {
  test(`${place} is told at once`, async () => {
    await expect(openAtLink(place, '15550100001')).rejects.toThrow(message);
  });
}
