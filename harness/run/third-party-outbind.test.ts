import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { correctPackagePpg } from '../world/package-ppg/behaviour.ts';
import { startPackagePpg } from '../world/package-ppg/ppg.ts';
import { certifyPpg, freePort, freePpgPorts, ppgProfile } from './test-ppg.ts';

/** What a door for outbind says to the PDUs that come, as hex; `null` = it closes. */
type Door = (commandId: string) => readonly string[] | null;

/** bind_* of `x` with interface_version 34. */
const bind = (form: string): string => `00000018 0000000${form} 00000000 00000007 78 00 00 00 34 0000 00`;
const OUTBIND = '0000000b';
const ENQUIRY = '00000010 00000015 00000000 00000006';

const DOORS: readonly (readonly [what: string, door: Door, outcome: string])[] = [
  ['binds as a receiver', (id) => (id === OUTBIND ? [bind('1')] : []), 'pass'],
  ['asks for a sign of life and binds as a transceiver', (id) => (id === OUTBIND ? [ENQUIRY, bind('9')] : []), 'pass'],
  ['does not know that SMSC', (id) => (id === OUTBIND ? null : []), 'inconc'],
  ['says nothing', () => [], 'inconc'],
  ['binds as a transmitter', (id) => (id === OUTBIND ? [bind('2')] : []), 'fail'],
  ['answers outbind', (id) => (id === OUTBIND ? ['00000010 80000000 00000000 00000001', bind('1')] : []), 'fail'],
];

for (const [what, door, outcome] of DOORS) {
  test(`a PPG of another make that claims outbind and ${what}: ${outcome}`, async () => {
    const [ports, port] = [await freePpgPorts(), await freePort()];
    const profile = ppgProfile(ports);
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      let pending = '';
      socket.on('error', () => undefined);
      socket.on('data', (octets) => {
        pending += octets.toString('hex');
        for (let size = sizeOf(pending); size > 0 && pending.length >= size; size = sizeOf(pending)) {
          const said = door(pending.slice(8, 16));
          pending = pending.slice(size);
          if (said === null) socket.destroy();
          else for (const pdu of said) socket.write(Buffer.from(pdu.replaceAll(' ', ''), 'hex'));
        }
      });
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const ppg = await startPackagePpg(correctPackagePpg, ports);
    try {
      const summary = await certifyPpg(
        {
          ...profile,
          smpp: { ...profile.smpp, window: 10 },
          timers: { ...profile.timers, sessionInitMs: 500 },
          claims: { ...profile.claims, outbind: true },
          outbind: { scheme: 'smpp', host: '127.0.0.1', port, user: 'smsc', password: 'pw', path: '' },
        },
        ['smsc-asks-to-be-bound-to'],
      );
      const row = summary.requirements.find(({ requirement }) => requirement.id === 'SMPP-SES-010');
      expect(row?.outcome).toBe(outcome);
      const others = summary.requirements.filter((one) => one !== row && one.requirement.level === 'MUST');
      expect(others.filter((one) => one.outcome === 'fail' || one.outcome === 'error')).toEqual([]);
    } finally {
      await ppg.close();
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });
}

/** Hex digits of the PDU at the front; 0 = its length is not there yet. */
function sizeOf(hex: string): number {
  return hex.length < 8 ? 0 : 2 * Number.parseInt(hex.slice(0, 8), 16);
}
