import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { askLab } from './lab-client.ts';
import { serveLab } from './lab-server.ts';
import { MAX_LINE_OCTETS, type Answer } from './lab-wire.ts';

const passed = (key: string): Answer => ({ key, verdict: 'pass', reason: null, failure: null, attachments: [] });

test('each question gets the answer to its own key, whatever the order in which they are ready', async () => {
  const waiting = new Map<string, () => void>();
  const lab = await serveLab(async (key) => {
    if (key === 'slow') await new Promise<void>((resolve) => waiting.set(key, resolve));
    return passed(key);
  });
  const slow = askLab(lab.address, 'slow');
  expect((await askLab(lab.address, 'quick')).key).toBe('quick');
  waiting.get('slow')?.();
  expect((await slow).key).toBe('slow');
  await lab.close();
});

test('a case that throws is answered as an error of ours', async () => {
  const lab = await serveLab(() => Promise.reject(new Error('must hold: the moon is made of cheese')));
  expect(await askLab(lab.address, 'x')).toMatchObject({
    verdict: 'error',
    reason: 'must hold: the moon is made of cheese',
  });
  await lab.close();
});

test('an interruption answers what is pending and what is asked later, without running it', async () => {
  const ran: string[] = [];
  const lab = await serveLab((key) => {
    ran.push(key);
    return new Promise<Answer>(() => undefined);
  });
  const pending = askLab(lab.address, 'pending');
  await expect.poll(() => ran).toEqual(['pending']);
  lab.interrupt();
  expect(await pending).toMatchObject({ verdict: 'none', reason: 'interrupted' });
  expect(await askLab(lab.address, 'later')).toMatchObject({ verdict: 'none', reason: 'interrupted' });
  expect(ran).toEqual(['pending']);
  await lab.close();
});

test('the door stands in a folder of its user alone, and is gone after closing', async () => {
  const lab = await serveLab((key) => Promise.resolve(passed(key)));
  expect(statSync(lab.folder).mode & 0o777).toBe(0o700);
  await lab.close();
  expect(existsSync(lab.folder)).toBe(false);
  await expect(askLab(lab.address, 'x')).rejects.toThrow(/no answer from the lab/);
});

test('a lab that leaves while it is asked is an error, not a wait', async () => {
  const lab = await serveLab(() => new Promise<Answer>(() => undefined));
  const asked = askLab(lab.address, 'x').catch((error: unknown) => String(error));
  await new Promise((resolve) => setImmediate(resolve));
  await lab.close();
  expect(await asked).toMatch(/the lab left without an answer|no answer from the lab/);
});

for (const [what, line] of [
  ['is no JSON', 'hello\n'],
  ['asks nothing', '{}\n'],
  ['never ends', 'x'.repeat(MAX_LINE_OCTETS + 1)],
] as const) {
  test(`a line that ${what} closes the connection`, async () => {
    const lab = await serveLab((key) => Promise.resolve(passed(key)));
    const socket = connect(lab.address);
    socket.on('error', () => undefined);
    socket.write(line);
    await once(socket, 'close');
    await lab.close();
  });
}
