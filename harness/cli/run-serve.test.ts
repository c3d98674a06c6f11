import { spawn } from 'node:child_process';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import golden from '../../fixtures/golden/examples.json' with { type: 'json' };
import { bin, emptyFolder, pushproof } from './test-call.ts';

/** A peer in the foreground, line by line. */
type Served = {
  readonly line: () => Promise<string>;
  readonly say: (line: string) => void;
  /** Kills it, as a crash would end it. */
  readonly kill: () => Promise<void>;
  /** Ends it; its exit code and how long that took. */
  readonly stop: () => Promise<{ readonly code: number | null }>;
};

let folder = '';
const alive = new Set<() => void>();
test.beforeAll(async () => {
  folder = await emptyFolder();
});
test.afterAll(async () => {
  for (const kill of alive) kill();
  await rm(folder, { recursive: true, force: true });
});

function serve(args: readonly string[]): Served {
  const child = spawn(process.execPath, [bin, 'serve', ...args], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const kill = (): void => void child.kill('SIGKILL');
  alive.add(kill);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    line: async () => String((await lines.next()).value ?? ''),
    say: (line) => void child.stdin.write(`${line}\n`),
    kill: async () => {
      kill();
      await ended;
      alive.delete(kill);
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      alive.delete(kill);
      return { code };
    },
  };
}

function portIn(line: string, pattern: RegExp): string {
  return pattern.exec(line)?.[1] ?? '';
}

test('a PI pushes through a served chain to a handset, and both end at SIGTERM', async () => {
  const chain = serve(['chain', '--port', '0', '--mutant', 'second-response', '--fault', 'delay=5000']);
  const ready = await chain.line();
  expect(ready).toMatch(/ppg listens on http:\/\/127\.0\.0\.1:\d+\/pap.*\(mutant second-response, fault delay=5000\)$/);
  const pi = serve(['pi', '--port', '0', '--target', `http://127.0.0.1:${portIn(ready, /http:\/\/[^:]+:(\d+)/)}/pap`]);
  expect(await pi.line()).toMatch(/^pi listens on http:\/\/127\.0\.0\.1:\d+\/notify$/);
  pi.say('{"to":"15550100001","wdpOctets":300}');
  const { inbox } = JSON.parse(await chain.line()) as { inbox: { to: string; hex: string } };
  expect([inbox.to, inbox.hex.length]).toEqual(['1555*****01', 600]);
  for (const served of [pi, chain]) {
    expect((await served.stop()).code).toBe(130);
  }
});

test('a push that a killed PPG had accepted is a duplicate to the next one with the same store', async () => {
  const codes: string[] = [];
  for (const life of ['first', 'second']) {
    const ppg = serve(['ppg', '--port', '0', '--store', 'kept', '--target', 'smpp://a:b@127.0.0.1:1']);
    codes.push(await post(portIn(await ppg.line(), /listens on http:\/\/[^:]+:(\d+)/)));
    if (life === 'first') await ppg.kill();
    else expect((await ppg.stop()).code).toBe(130);
  }
  expect(codes).toEqual(['1001', '2007']);
});

/** The PAP code of the answer to one and the same push. */
async function post(port: string): Promise<string> {
  const control = [
    '<?xml version="1.0"?><pap><push-message push-id="1@pi.example">',
    '<address address-value="WAPPUSH=+15550100001/TYPE=PLMN@ppg.example.com"/></push-message></pap>',
  ].join('');
  const body = `--b\r\nContent-Type: application/xml\r\n\r\n${control}\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--\r\n`;
  const headers = { 'Content-Type': 'multipart/related; boundary=b; type="application/xml"' };
  const answer = await fetch(`http://127.0.0.1:${port}/pap`, { method: 'POST', headers, body });
  return /<response-result[^>]* code="(\d+)"/.exec(await answer.text())?.[1] ?? '';
}

test('a handset served alone binds to the SMSC that it is told of, and shows what comes', async () => {
  const smsc = serve(['smsc', '--port', '0']);
  const port = portIn(await smsc.line(), /smpp:\/\/pushproof:\*\*\*@127\.0\.0\.1:(\d+)$/);
  const handset = serve(['handset', '--target', `smpp://pushproof:secret08@127.0.0.1:${port}`]);
  expect(await handset.line()).toBe(`handset binds to smpp://pushproof:***@127.0.0.1:${port}`);
  const ppg = serve(['ppg', '--port', '0', '--target', `smpp://pushproof:secret08@127.0.0.1:${port}`]);
  const pap = portIn(await ppg.line(), /listens on http:\/\/[^:]+:(\d+)/);
  const pi = serve(['pi', '--port', '0', '--target', `http://127.0.0.1:${pap}/pap`]);
  await pi.line();
  pi.say('{"to":"15550100002"}');
  expect(await handset.line()).toContain('1555*****02');
  for (const served of [pi, ppg, handset, smsc]) expect((await served.stop()).code).toBe(130);
});

test('on stdio a handset answers each TPDU, shows a complete push once, and forgets at a reset', async () => {
  const [first = '', second = ''] = golden.chains.E03.smsDeliverTpdu;
  const handset = serve(['handset', '--stdio']);
  const deliver = (id: number, tpdu: string): void => handset.say(JSON.stringify({ deliver: { id, tpdu } }));
  deliver(7, second);
  expect(await handset.line()).toBe('{"ack":7}');
  handset.say('{"reset":true}');
  expect(await handset.line()).toBe('{"ready":true}');
  deliver(8, first);
  deliver(9, second);
  deliver(10, '44');
  const lines = [await handset.line(), await handset.line(), await handset.line(), await handset.line()];
  const shown = JSON.stringify({ inbox: { hex: golden.chains.E03.wspPush.toLowerCase() } });
  expect(lines).toEqual(['{"ack":8}', '{"ack":9}', shown, '{"error":10,"cause":96}']);
  expect((await handset.stop()).code).toBe(130);
});

const mistakes: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
  ['an unknown role', ['smcs'], /^pushproof: serve smcs: is no role\n {2}Did you mean smsc\?/],
  ['an unknown mutant', ['smsc', '--mutant', 'smsc/second-respons'], /Did you mean smsc\/second-response\?/],
  [
    'another role’s mutant',
    ['ppg', '--mutant', 'smsc/second-response'],
    /is a smsc\n {2}Serve that: pushproof serve smsc/,
  ],
  ['an unknown fault', ['smsc', '--fault', 'dorp'], /Did you mean drop\?/],
  ['a fault’s odd value', ['smsc', '--fault', 'drop=x'], /x is no value\n {2}Write a number: its probability/],
  ['an SMSC on stdio', ['smsc', '--stdio'], /has sockets\n {2}pushproof serve handset --stdio/],
  ['a store of an SMSC', ['smsc', '--store', 'x'], /a smsc stores nothing\n {2}pushproof serve ppg --store DIR/],
  [
    'a store that is no folder',
    ['ppg', '--store', '/dev/null'],
    /--store \/dev\/null: is no folder\n {2}Name a folder/,
  ],
  ['a target that an SMSC has not', ['smsc', '--target', 'smpp://a:b@h:1'], /nothing that a smsc connects to/],
];

for (const [what, args, message] of mistakes) {
  test(`serve refuses ${what}, and says what to do`, async () => {
    const { code, stderr } = await pushproof(['serve', ...args], folder);
    expect(stderr).toMatch(message);
    expect(code).toBe(3);
  });
}

test('a gateway served alone fetches from the server that a URL names, and says so when there is none', async () => {
  const origin = createServer(
    (request, response) => void response.end(`${request.url ?? ''} for ${request.headers.host ?? ''}`),
  );
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const { port } = origin.address() as AddressInfo;
  const gateway = serve(['gateway', '--port', '0']);
  const proxy = portIn(await gateway.line(), /^gateway listens on http:\/\/127\.0\.0\.1:(\d+)$/);
  expect(await through(proxy, `http://127.0.0.1:${port}/a?b=1`)).toBe(`200 /a?b=1 for 127.0.0.1:${port}`);
  await new Promise((resolve) => origin.close(resolve));
  expect(await through(proxy, `http://127.0.0.1:${port}/a`)).toBe('502 ');
  expect((await gateway.stop()).code).toBe(130);
});

/** Status and body of a GET by way of a proxy. */
async function through(proxy: string, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(
      { port: proxy, path: url, headers: { Host: new URL(url).host, Connection: 'close' } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('end', () => {
          resolve(`${response.statusCode ?? 0} ${Buffer.concat(chunks).toString()}`);
        });
      },
    );
    asked.on('error', reject);
  });
}
