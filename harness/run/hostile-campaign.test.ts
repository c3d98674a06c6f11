import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { campaignAtSessions, campaignOverSockets } from './hostile-campaign.ts';
import { builtInProfile } from './load-profile.ts';
import { packageRoot } from './discover.ts';

test.setTimeout(90_000);

test('20,000 hostile PDUs leave each session of the SMSC answering, or closed by generic_nack', () => {
  const figures = campaignAtSessions(builtInProfile(), 20_000, 1);
  expect(figures.pdus).toBe(20_000);
  expect(figures.closed).toBeGreaterThan(100);
});

test('2,000 hostile PDUs over sockets leave the pushes of another session answered', async () => {
  const smsc = spawn(process.execPath, ['harness/bin.mjs', 'serve', 'smsc', '--port', '0'], { cwd: packageRoot() });
  try {
    const port = await portOf(smsc);
    const figures = await campaignOverSockets(port, '15550100001', 2_000, 1);
    expect(figures.pdus).toBeGreaterThanOrEqual(2_000);
    expect(figures.healthyPushes).toBeGreaterThan(0);
    expect(smsc.exitCode).toBeNull();
  } finally {
    smsc.kill('SIGTERM');
    await once(smsc, 'exit');
  }
});

/** The port that a served role says. */
async function portOf(served: ReturnType<typeof spawn>): Promise<number> {
  let text = '';
  for (;;) {
    const [chunk] = (await Promise.race([
      once(served.stdout ?? served, 'data'),
      once(served.stderr ?? served, 'data'),
    ])) as [Buffer];
    text += chunk.toString();
    const found = /:(\d{2,5})\b/.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
}
