import { readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { expect, test } from '@playwright/test';
import { correctPackageSmsc, startPackageSmsc, type PackageSmsc } from '../world/package-smsc.ts';
import { FILES, MISTAKES, type Mistake } from './mistakes.table.ts';
import { bin, emptyFolder, pushproof, type Call } from './test-call.ts';

/** Calls at once: each is a process. */
const AT_ONCE = 2;

test.describe.configure({ timeout: 240_000 });

let folder = '';
let unrouted: PackageSmsc | null = null;
const servers: Server[] = [];
const sockets = new Set<Socket>();
const ports = new Map<string, number>();
const calls = new Map<string, Promise<Call>>();

test.beforeAll(async () => {
  folder = await emptyFolder();
  await listen('mute', createServer());
  await listen(
    'ssh',
    createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')),
  );
  await listen('wrong-password', createServer(refuseBinds));
  await listen('http', createHttpServer());
  // Without a certificate it can only refuse, which is TLS, too.
  await listen(
    'tls',
    createTlsServer().on('tlsClientError', () => undefined),
  );
  await listen('closed', createServer());
  servers.pop()?.close();
  unrouted = await startPackageSmsc({ ...correctPackageSmsc, deliver: 'none' });
  ports.set('unrouted', unrouted.port);
  begin();
});

test.afterAll(async () => {
  for (const server of servers) server.close();
  for (const socket of sockets) socket.destroy();
  await unrouted?.close();
  await rm(folder, { recursive: true, force: true });
});

async function listen(name: string, server: Server): Promise<void> {
  servers.push(server);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.set(name, (server.address() as AddressInfo).port);
}

/** To every request a response without a body that says ESME_RINVPASWD (0x0e). */
function refuseBinds(socket: Socket): void {
  socket.on('data', (request: Buffer) => {
    if (request.length < 16) return;
    const response = Buffer.from(request.subarray(0, 16));
    response.writeUInt32BE(16, 0);
    response.writeUInt32BE((request.readUInt32BE(4) | 0x80000000) >>> 0, 4);
    response.writeUInt32BE(0x0e, 8);
    socket.write(response);
  });
}

/** Starts all calls, so many at once; each test waits for its own. */
function begin(): void {
  const waiting = MISTAKES.map((mistake) => {
    let settle: (call: Promise<Call>) => void = () => undefined;
    calls.set(mistake.what, new Promise<Call>((resolve) => (settle = resolve)));
    return { mistake, settle };
  });
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const call = make(next.mistake);
      next.settle(call);
      await call;
    }
  };
  for (let at = 0; at < AT_ONCE; at += 1) void worker();
}

async function make({ what, call, environment }: Mistake): Promise<Call> {
  const cwd = folderOf(what);
  await mkdir(cwd);
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(cwd, name), withPorts(text));
  const watch = (): void => undefined;
  return pushproof(withPorts(call).split(' '), cwd, watch, { ...process.env, ...environment });
}

function folderOf(what: string): string {
  return join(folder, what.replaceAll(/\W/g, '-'));
}

function withPorts(text: string): string {
  return text.replaceAll(/<([a-z-]+)>/g, (_, name: string) => String(ports.get(name)));
}

for (const { what, exitCode, told } of MISTAKES) {
  test(`${what}: one message with place and remedy, exit ${exitCode}, and nothing is written`, async () => {
    const call = await calls.get(what);
    expect(call?.stderr).toBe(withPorts(told));
    expect([call?.code, call?.stdout]).toEqual([exitCode, '']);
    expect(readdirSync(folderOf(what)).sort()).toEqual(Object.keys(FILES).sort());
  });
}

test('the way in says nothing that a Node of 2019 cannot read', async () => {
  const text = await readFile(bin, 'utf8');
  expect(text).not.toMatch(/^import |await|\?\?|\?\.|node:/m);
  expect(text).toContain("import('./start.mjs')");
});
