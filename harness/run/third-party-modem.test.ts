import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { correctPackageSmsc, startPackageSmsc } from '../world/package-smsc.ts';
import { packageRoot } from './discover.ts';
import { profileOf } from './load-profile.ts';
import { startRun } from './run.ts';
import { parseYaml } from './yaml-place.ts';

const MODEM = path.join(packageRoot(), 'harness/world/other-modem.mjs');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('the segments of an SMSC that splits only towards the radio are seen at a modem', async () => {
  const smsc = await startPackageSmsc(correctPackageSmsc);
  const at = await freePort();
  const modem = spawn(process.execPath, [MODEM, JSON.stringify({ at, smsc: smsc.port })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const yaml = [
      'iut: smsc',
      `target: smpp://pushproof:secret@127.0.0.1:${smsc.port}`,
      `handset: { link: at, target: 'tcp:127.0.0.1:${at}', numbers: ['15550100001'] }`,
      'claims: { segmentsOnSmppLink: false }',
    ].join('\n');
    await once(modem.stdout, 'data');
    const run = await startRun({
      iut: 'smsc',
      profile: profileOf(parseYaml('p.yaml', yaml), {}),
      world: 'live',
      cases: ['suites/segmentation/one-octet-over-one-segment.case.yaml#data_sm+tlv', 'two-segments-fail-once'],
      suites: [],
      requirements: [],
      grep: [],
      quick: false,
      shard: null,
      workers: 2,
      seed: 1,
      strict: false,
      progress: () => undefined,
    });
    await Promise.all(run.planned.map(({ key }) => run.ask(key)));
    const { requirements } = await run.finish(false);
    const outcomeOf = (id: string): string | undefined =>
      requirements.find(({ requirement }) => requirement.id === id)?.outcome;
    expect(requirements.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')).toEqual([]);
    expect([outcomeOf('SEG-002'), outcomeOf('SEG-004'), outcomeOf('STP-07')]).toEqual(['pass', 'pass', 'pass']);
  } finally {
    modem.kill();
    await smsc.close();
  }
});
