// The long form of hostile-campaign.test.ts: npm run proof:hostile [-- PDUS [PDUS_OVER_SOCKETS [SEED]]]
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { packageRoot } from './discover.ts';
import { campaignAtSessions, campaignOverSockets } from './hostile-campaign.ts';
import { builtInProfile } from './load-profile.ts';

/** The healthy session's pushes may take so much longer beside the campaign. */
const MOST_RATIO = 2;

const [pdus = 1_000_000, overSockets = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const count = (value: number): string => value.toLocaleString('en');
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(0)} s`;

if (pdus > 0) {
  const began = performance.now();
  const figures = campaignAtSessions(builtInProfile(), pdus, seed);
  say(`${count(figures.pdus)} hostile PDUs at codec and session in ${seconds(began)}, seed ${seed}:`);
  say(`  each session answered enquire_link afterwards, or was closed by generic_nack 0x02 or its timer`);
  say(`  (${count(figures.closed)} closed); at most ${figures.mostAnswered} octets answered to one PDU`);
}
if (overSockets > 0) {
  const smsc = spawn(process.execPath, ['harness/bin.mjs', 'serve', 'smsc', '--port', '0'], { cwd: packageRoot() });
  try {
    const began = performance.now();
    const figures = await campaignOverSockets(await portOf(smsc), '15550100001', overSockets, seed);
    const ratio = figures.besideMs / figures.quietMs;
    say(`${count(figures.pdus)} hostile PDUs on ${count(figures.connections)} connections in ${seconds(began)}:`);
    say(`  ${count(figures.healthyPushes)} pushes of a healthy session beside them, each answered`);
    say(
      `  p95 before ${figures.quietMs.toFixed(1)} ms, during ${figures.besideMs.toFixed(1)} ms: ${ratio.toFixed(2)} ×`,
    );
    const isThere = smsc.exitCode === null;
    if (!isThere) say('  the SMSC ended');
    if (!isThere || ratio > MOST_RATIO) process.exitCode = 1;
  } finally {
    smsc.kill('SIGTERM');
    if (smsc.exitCode === null) await once(smsc, 'exit');
  }
}

/** The port that a served role says. */
async function portOf(served: ChildProcessWithoutNullStreams): Promise<number> {
  let text = '';
  const found = new Promise<number>((resolve) => {
    for (const stream of [served.stdout, served.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const port = /:(\d{2,5})\b/.exec(text)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
    }
  });
  const ended = once(served, 'exit').then((): never => {
    throw new Error(`the SMSC did not start: ${text}`);
  });
  return Promise.race([found, ended]);
}
