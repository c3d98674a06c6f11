import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, pushproof } from './test-call.ts';

const tshark = spawnSync('tshark', ['--version']).status === 0;
const NO_TSHARK = 'tshark is not installed here: nobody but us has read the captures of a run';
if (!tshark) process.stderr.write(`skipped: ${NO_TSHARK}\n`);

/** Wireshark's XML dissector does not know a processing instruction in a DOCTYPE, which is where PAP has its versions. */
const UNKNOWN_TO_IT = '(Error/Malformed): Closing an unopened tag';

/** Most that one call of tshark says of a case. */
const MAX_OUTPUT_OCTETS = 64 * 1024 * 1024;

test('tshark reads every capture that a run attaches: nothing malformed, every message and verdict there', async () => {
  test.setTimeout(240_000);
  test.skip(!tshark, NO_TSHARK);
  const folder = await emptyFolder();
  const { code, stderr } = await pushproof(['run', '--quick', '--world', 'sim', '--quiet', '--json'], folder);
  expect([code, stderr]).toEqual([0, '']);
  const cases = join(folder, 'pushproof-results', 'latest', 'cases');
  const captures = readdirSync(cases, { recursive: true })
    .map((name) => join(cases, String(name)))
    .filter((path) => path.endsWith('capture.pcapng'));
  expect(captures.length).toBeGreaterThan(5);
  for (const capture of captures) {
    const fields = ['_ws.expert', 'smpp.command_id', 'frame.comment'];
    const rows = ask(capture, fields).map((line) => line.split('\t'));
    const bad = rows.flatMap(([expert = '']) =>
      [...expert.matchAll(/\((?:Error|Warning)\/[^)]*\): [^,]*/g)].map(String).filter((said) => said !== UNKNOWN_TO_IT),
    );
    assert.deepEqual(bad, [], capture);
    assert.ok(rows.filter(([, command = '']) => command !== '').length > 4, `${capture}: SMPP`);
    assert.ok(
      rows.some(([, , comment = '']) => /^[A-Z]+-\S* pass: expected /.test(comment)),
      `${capture}: verdicts`,
    );
    const octets = readFileSync(capture, 'latin1');
    assert.ok(octets.includes("reconstructed at the application's socket; IP and TCP headers are synthetic"), capture);
  }
  await rm(folder, { recursive: true, force: true });
});

/** One row a frame, fields apart by tabs. */
function ask(capture: string, fields: readonly string[]): readonly string[] {
  const asked = fields.flatMap((field) => ['-e', field]);
  const { stdout, stderr, status } = spawnSync('tshark', ['-n', '-r', capture, '-T', 'fields', ...asked], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_OCTETS,
  });
  assert.equal(status, 0, stderr);
  return stdout.split('\n').filter((line) => line !== '');
}
