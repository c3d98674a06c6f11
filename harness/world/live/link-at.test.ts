import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openAtLink } from './link-at.ts';

const FIRST = '400881015608000004621020304050230E0B05040B8423F00003210201AABB';
const SECOND = '440881015608000004621020304050230D0B05040B8423F00003210202CC';

/** A modem on a line: it knows the commands, and has two segments of E03's set to tell, the second once the first is acknowledged. */
const MODEM = `
process.stdin.setEncoding('latin1');
const told = ['${FIRST}', '${SECOND}'];
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

/** Connects as the handset side; gives each RPDU to `next`, as hex. */
async function receiver(port: number) {
  const socket: Socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const came: string[] = [];
  let pending = '';
  let wake = (): void => undefined;
  socket.on('data', (octets) => {
    pending += octets.toString('hex');
    for (let size = sizeOf(pending); size > 0 && pending.length >= size; size = sizeOf(pending)) {
      came.push(pending.slice(0, size));
      pending = pending.slice(size);
    }
    wake();
  });
  return {
    next: async (): Promise<string> => {
      while (came.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return came.shift() ?? '';
    },
    say: (hex: string): void => void socket.write(Buffer.from(hex, 'hex')),
    close: () => socket.destroy(),
  };
}

/** Characters of the RPDU at the front, its length before it included; 0 = none is there. */
function sizeOf(hex: string): number {
  return hex === '' ? 0 : 2 + 2 * Number.parseInt(hex.slice(0, 2), 16);
}

test('what a modem reports comes in RP-DATA as it is, one acknowledged with AT+CNMA and one refused with AT+CNMA=2', async () => {
  const link = await openAtLink(`exec:${process.execPath} ${path.join(folder, 'modem.cjs')}`, '15550100001');
  const side = await receiver(link.port);
  try {
    // RP-DATA, reference 0, from service centre 861380001000, to 15550100001, 31 octets of TPDU; then one of 30.
    const ADDRESSES = '079168310800010007915155100000f1';
    expect(await side.next()).toBe(`320100${ADDRESSES}1f${FIRST.toLowerCase()}`);
    side.say('020200');
    expect(await side.next()).toBe(`310101${ADDRESSES}1e${SECOND.toLowerCase()}`);
    side.say('0404010129');
    // Only when both commands came in this order does this modem report a third.
    expect((await side.next()).slice(2, 6)).toBe('0102');
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
