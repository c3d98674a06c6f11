import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { crc32 } from './crc32.ts';
import { openStore, SLACK, SMALL_OCTETS, type Store } from './store.ts';

let folder = '';
let path = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pushproof-store-'));
  path = join(folder, 'ppg.store');
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

function open(): Store {
  return openStore(folder, (error) => {
    throw error;
  });
}

/** Stores records together; `null` takes one away. */
function append(store: Store, records: Readonly<Record<string, string | null>>): Promise<void> {
  const entries = Object.entries(records).map(([record, text]) => ({ record, octets: Buffer.from(text ?? '') }));
  return new Promise((resolve) => store.append(entries, resolve));
}

function contents(store: Store): Readonly<Record<string, string>> {
  return Object.fromEntries([...store.restored].map(([record, octets]) => [record, Buffer.from(octets).toString()]));
}

/** What is found when the store is opened once more. */
async function found(): Promise<Readonly<Record<string, string>>> {
  const store = open();
  const had = contents(store);
  await store.close();
  return had;
}

/** Two groups in a store that is closed; where the second one begins, and the whole file. */
async function twoGroups(): Promise<{ readonly second: number; readonly whole: Buffer }> {
  const store = open();
  await append(store, { a: '1', b: 'two' });
  const { size } = await stat(path);
  await append(store, { a: 'one', b: null, c: 'three' });
  await store.close();
  return { second: size, whole: await readFile(path) };
}

test('CRC-32 is that of zip, in one piece or in two', () => {
  expect(crc32(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
  expect(crc32(Buffer.from('6789'), crc32(Buffer.from('12345'), 0))).toBe(0xcbf43926);
});

test('what was stored last is there again, and what was taken away is not', async () => {
  await twoGroups();
  expect(await found()).toEqual({ a: 'one', c: 'three' });
});

test('cut off anywhere in its last group, a store has the groups before it, and goes on', async () => {
  const { second, whole } = await twoGroups();
  for (let size = second; size < whole.length; size += 1) {
    await writeFile(path, whole.subarray(0, size));
    const store = open();
    expect(contents(store), `${size} octets`).toEqual({ a: '1', b: 'two' });
    await append(store, { d: 'four' });
    await store.close();
    expect(await found()).toEqual({ a: '1', b: 'two', d: 'four' });
  }
});

test('cut off in its first line, a store is a new one; zeros behind the last group are no group', async () => {
  const { whole } = await twoGroups();
  for (let size = 0; size < 'pushproof store 1\n'.length; size += 1) {
    await writeFile(path, whole.subarray(0, size));
    expect(await found()).toEqual({});
  }
  await writeFile(path, Buffer.concat([whole, Buffer.alloc(4_096)]));
  expect(await found()).toEqual({ a: 'one', c: 'three' });
});

test('with any one octet changed behind its first line a store is not opened, says where, and is left as it is', async () => {
  const { whole } = await twoGroups();
  for (let at = 'pushproof store 1\n'.length; at < whole.length; at += 1) {
    const other = Buffer.from(whole);
    other[at] = (other[at] ?? 0) ^ 0x10;
    await writeFile(path, other);
    expect(open, `octet ${at}`).toThrow(
      /ppg\.store: is damaged at octet \d+, behind [01] whole entries\n {2}Nothing was changed/,
    );
    expect(await readFile(path)).toEqual(other);
  }
});

test('a group that is missing, repeated or moved is damage', async () => {
  const { second, whole } = await twoGroups();
  const [line, first, last] = [whole.subarray(0, 18), whole.subarray(18, second), whole.subarray(second)];
  for (const parts of [[last], [first, first], [last, first]]) {
    await writeFile(path, Buffer.concat([line, ...parts]));
    expect(open).toThrow(/is damaged/);
  }
});

test('the remedy for damage keeps what stands before it', async () => {
  const { second, whole } = await twoGroups();
  whole[second + 14] = 0xff;
  await writeFile(path, whole);
  expect(open).toThrow(new RegExp(`truncate -s ${second} `));
  await truncate(path, second);
  expect(await found()).toEqual({ a: '1', b: 'two' });
});

const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  [
    'another version',
    'pushproof store 2\n\0\0',
    /ppg\.store: is a store of version 2; this pushproof reads version 1\n/,
  ],
  ['another file', 'SQLite format 3\0 and more', /ppg\.store: is no store of pushproof\n {2}Nothing was changed/],
];
for (const [what, text, message] of refused) {
  test(`${what} is refused and left as it is`, async () => {
    await writeFile(path, text);
    expect(open).toThrow(message);
    expect(await readFile(path, 'latin1')).toBe(text);
  });
}

test('one process at a time has a store; one that was killed has it no more', async () => {
  const parent = String(process.ppid);
  await writeFile(`${path}.lock`, parent);
  expect(open).toThrow(new RegExp(`ppg\\.store\\.lock: says that process ${parent} uses this store\n`));
  for (const left of ['2147483646', '', 'x', String(process.pid)]) {
    await writeFile(`${path}.lock`, left);
    expect(await found()).toEqual({});
  }
});

test('a file in the place of the folder, and a place where nothing can be made, are told as that', async () => {
  await writeFile(join(folder, 'file'), '');
  expect(() => openStore(join(folder, 'file'), () => undefined)).toThrow(/--store \S+file: is no folder\n/);
  expect(() => openStore(join(folder, 'file', 'below'), () => undefined)).toThrow(/below: is no folder\n/);
});

test('a store that changes for ever stays small, and loses nothing', async () => {
  const store = open();
  const large = 'x'.repeat(100_000);
  await append(store, { kept: 'from the beginning' });
  const sizes: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    await append(store, { [`push ${round}`]: large, [`push ${round - 2}`]: null });
    sizes.push((await stat(path)).size);
  }
  await store.close();
  expect(Math.max(...sizes)).toBeLessThan(SMALL_OCTETS + 3 * large.length);
  expect(await found()).toEqual({ kept: 'from the beginning', 'push 58': large, 'push 59': large });
});

test('a large store of what is needed is at most twice that', async () => {
  const store = open();
  const large = 'x'.repeat(100_000);
  for (let round = 0; round < 30; round += 1) await append(store, { [`push ${round}`]: large });
  for (let round = 0; round < 60; round += 1) await append(store, { [`push ${round % 30}`]: large });
  await store.close();
  expect((await stat(path)).size).toBeLessThanOrEqual(SLACK * 30 * large.length + 2 * large.length);
  expect(Object.keys(await found())).toHaveLength(30);
});

test('a draft that was not finished is no store', async () => {
  await twoGroups();
  await writeFile(`${path}.new`, 'pushproof store 1\nhalf');
  expect(await found()).toEqual({ a: 'one', c: 'three' });
});
