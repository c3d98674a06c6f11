import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { test } from '@playwright/test';
import { UsageError } from '../../core/usage-error.ts';
import type { Trace } from '../../trace/event.ts';
import { encodePdu } from '../../wire/smpp/pdu.ts';
import { toyHandset, toyPpg } from '../test-actors.ts';
import { toyProfile, toySettings } from '../test-settings.ts';
import { makeLiveWorld } from './lab.ts';
import { testCertificate } from './test-certificate.ts';
import { readTlsFiles, type TlsFiles } from './tls.ts';

/** What the PPG saw of an SMSC that answers its bind over TLS. */
async function bindOverTls(tls: TlsFiles): Promise<readonly string[]> {
  const server = createServer(testCertificate, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write(encodePdu({ command: 'bind_transceiver_resp', sequence_number: 1 })));
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const target = { scheme: 'smpps', host: '127.0.0.1', port: address.port, user: '', password: '', path: '' } as const;
  const world = makeLiveWorld({ seed: 1, faults: new Map(), tls });
  const chain = await world.open(
    'x',
    { ppg: toyPpg, handset: toyHandset },
    { ...toySettings, profile: { ...toyProfile, target } },
  );
  const seen = ({ events }: Trace): string[] => events.filter(({ party }) => party === 'ppg').map(({ kind }) => kind);
  const kinds = seen(chain.trace());
  await world.close();
  server.close();
  return kinds;
}

test('a target over TLS is spoken to when its certificate is trusted, and never otherwise', async () => {
  assert.deepEqual(await bindOverTls({ ca: testCertificate.cert }), ['opened', 'message', 'message']);
  assert.deepEqual(await bindOverTls({}), ['closed']);
});

test('a file that is missing or is not PEM is our user who errs, told by the option', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pushproof-tls-'));
  const path = join(folder, 'ca.pem');
  await writeFile(path, testCertificate.cert);
  assert.deepEqual(await readTlsFiles({ ca: path, cert: null }), { ca: testCertificate.cert });
  await writeFile(path, 'not a certificate');
  await assert.rejects(
    readTlsFiles({ ca: null, cert: path }),
    (error) => error instanceof UsageError && error.place === '--cert',
  );
  await assert.rejects(readTlsFiles({ ca: join(folder, 'none'), cert: null }), UsageError);
  await rm(folder, { recursive: true });
});
