import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { toHex } from '../../wire/octets.ts';
import { inboxLine, openInbox, type InboxLine } from './inbox-source.ts';

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inbox-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads an inbox until so many lines have been shown. */
async function shown(inbox: string, count: number, then: () => Promise<void>): Promise<readonly string[]> {
  const lines: InboxLine[] = [];
  let enough = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const source = await openInbox(inbox, (line) => {
    lines.push(line);
    if (lines.length === count) enough();
  });
  await then();
  await all;
  source.close();
  return lines.map(({ octets, to }) => `${to ?? 'nobody'} ${toHex(octets)}`);
}

test('a line shows its octets, and whom they are for where it says so', () => {
  expect(inboxLine({ hex: '0106' })).toEqual({ octets: Uint8Array.of(1, 6), to: null });
  expect(inboxLine({ hex: '0a0B', to: '+1555' })).toEqual({ octets: Uint8Array.of(10, 11), to: '1555' });
  expect(inboxLine({ inbox: { hex: '' } })).toEqual({ octets: new Uint8Array(0), to: null });
});

for (const none of [null, 'x', 7, {}, { hex: 1 }, { hex: '012' }, { hex: '0x' }, { ready: true }, { inbox: 'x' }]) {
  test(`${JSON.stringify(none)} shows nothing`, () => expect(inboxLine(none)).toBe(null));
}

test('of a file only what is appended from now on is shown, other lines are nobody’s, and a line may come in pieces', async () => {
  const file = path.join(folder, 'old.jsonl');
  await writeFile(file, '{"hex":"aa"}\n');
  const lines = await shown(`file:${file}`, 2, () => appendFile(file, 'boot\n{"hex":"01"}\n{"hex":"02","to":"49"}\n'));
  expect(lines).toEqual(['nobody 01', '49 02']);
});

test('a file need not exist yet', async () => {
  const file = path.join(folder, 'new.jsonl');
  expect(await shown(`file:${file}`, 1, () => writeFile(file, '{"hex":"0106"}\n'))).toEqual(['nobody 0106']);
});

test('a command shows what it prints', async () => {
  const command = `exec:printf '{"hex":"0a"}\\n{"hex":"0b"}\\n'`;
  expect(await shown(command, 2, () => Promise.resolve())).toEqual(['nobody 0a', 'nobody 0b']);
});

test('a folder is no inbox', async () => {
  await expect(openInbox(`file:${folder}`, () => undefined)).rejects.toThrow('is a folder');
});
