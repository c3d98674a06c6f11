import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { profileOf } from '../run/load-profile.ts';
import { parseYaml } from '../run/yaml-place.ts';
import { FORMS } from './profile-questions.table.ts';
import { bin, emptyFolder } from './test-call.ts';

let folder = '';
test.beforeAll(async () => {
  folder = await emptyFolder();
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('what is proposed to each role is a profile of that role, with a comment', () => {
  for (const [role, { questions, yaml }] of Object.entries(FORMS)) {
    for (const { proposed, wrong } of questions) expect(wrong(proposed), `${role}: ${proposed}`).toBeNull();
    const text = yaml(Object.fromEntries(questions.map(({ key, proposed }) => [key, proposed])));
    expect(text).toMatch(/^# /);
    const profile = profileOf(parseYaml(`${role}.yaml`, text), { SMSC_PASSWORD: 'secret08', PPG_PASSWORD: 'secret08' });
    expect(profile.iut).toBe(role);
  }
  expect(Object.keys(FORMS)).toEqual(['smsc', 'ppg', 'handset', 'pi']);
});

/** A call whose stdin is these answers. */
function init(
  args: readonly string[],
  answers: readonly string[],
): { code: number | null; stdout: string; stderr: string } {
  const input = answers.map((answer) => `${answer}\n`).join('');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'init', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, stdout, stderr };
}

test('answers come line by line; empty ones are as proposed, and nothing is written over', () => {
  const answers = ["Acme's SMSC", 'smpps://smsc.acme.example:3550', 'me', 'ACME_PASSWORD', '', '3000', 'no'];
  const { code, stdout } = init(['smsc'], answers);
  expect(stdout).toBe(
    'wrote    smsc.profile.yaml\n' +
      'set      export ACME_PASSWORD=…\n' +
      'next     npx pushproof preflight --profile smsc.profile.yaml\n',
  );
  expect(code).toBe(0);
  const text = readFileSync(join(folder, 'smsc.profile.yaml'), 'utf8');
  const profile = profileOf(parseYaml('smsc.profile.yaml', text), { ACME_PASSWORD: 'p@ss' });
  expect(profile.name).toBe("Acme's SMSC");
  expect(profile.target).toMatchObject({ scheme: 'smpps', host: 'smsc.acme.example', user: 'me', password: 'p@ss' });
  expect(profile.handset.numbers).toEqual(['15550100001', '15550100002']);
  expect([profile.timers.transactionMs, profile.claims['segmentsOnSmppLink']]).toEqual([3000, false]);

  const again = init(['smsc', '--yes'], []);
  expect(again.stderr).toBe('pushproof: --out smsc.profile.yaml: is there already\n  Name another file: --out FILE.\n');
  expect([again.code, readFileSync(join(folder, 'smsc.profile.yaml'), 'utf8')]).toEqual([3, text]);
});

test('a wrong answer is told with its line, and nothing is written', () => {
  const { code, stderr } = init(['ppg', '--out', 'ppg.yaml'], ['Acme', 'smpp://acme:2775']);
  expect(stderr).toContain(
    'pushproof: line 2 of the answers: does not begin with http: or https:\n  It answers: Its PAP URL\n',
  );
  expect(code).toBe(3);
  expect(() => readFileSync(join(folder, 'ppg.yaml'))).toThrow('ENOENT');
});
