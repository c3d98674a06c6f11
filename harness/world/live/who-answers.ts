import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Target } from '../../core/profile.ts';
import type { TlsFiles } from './tls.ts';

/** Who answers at an address, as far as a stranger can tell who has not bound. */
export type Answerer =
  | { readonly kind: 'nobody'; readonly why: string }
  /** TLS was wanted, and there is none. */
  | { readonly kind: 'plain' }
  /** TLS was wanted and is there, but its certificate is not trusted. */
  | { readonly kind: 'untrusted'; readonly why: string }
  /** None was wanted, and it speaks TLS. */
  | { readonly kind: 'tls' }
  | { readonly kind: 'other'; readonly protocol: string }
  /** Nothing speaks against its being what is wanted. */
  | { readonly kind: 'unknown' };

/** How long a connection or a handshake may take. */
const CONNECT_MS = 3_000;
/** How long a first word may take. */
const WORD_MS = 1_500;
/** As much of a first word as tells a protocol. */
const WORD_OCTETS = 16;

/** enquire_link, sequence_number 1: to an SMSC harmless in every state, to others no word of theirs. */
const GREETING = Buffer.from('00000010 00000015 00000000 00000001'.replaceAll(' ', ''), 'hex');

/** First words of what is taken for an SMSC or a PPG by mistake; a TLS alert is 0x15, version 3. */
const FIRST_WORDS: readonly (readonly [word: string, protocol: string])[] = [
  ['HTTP/', 'HTTP'],
  ['SSH-', 'SSH'],
  ['220 ', 'SMTP or FTP'],
  ['\u0015\u0003', 'TLS'],
];

/** Connects to a target's address and finds out who answers there; never throws. */
export async function whoAnswers({ scheme, host, port }: Target, tls: TlsFiles): Promise<Answerer> {
  const socket = connectTcp({ host, port });
  const trouble = await opened(socket, 'connect');
  if (trouble !== null) return { kind: 'nobody', why: whyNobody(trouble) };
  if (scheme === 'smpps' || scheme === 'https') {
    socket.destroy();
    return overTls(host, port, tls);
  }
  if (scheme === 'http') {
    socket.destroy();
    return { kind: 'unknown' };
  }
  const word = await firstWord(socket);
  const protocol = FIRST_WORDS.find(([said]) => word.startsWith(said))?.[1];
  if (protocol === 'TLS' || (word === '' && (await speaksTls(host, port, tls)))) return { kind: 'tls' };
  return protocol === undefined ? { kind: 'unknown' } : { kind: 'other', protocol };
}

type Trouble = { readonly code: string; readonly message: string };

/** Waits until a socket is open; what kept it from that, or `null`. */
function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Trouble | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      socket.destroy();
      resolve({ code: 'ETIMEDOUT', message: `no answer within ${CONNECT_MS / 1_000} s` });
    }, CONNECT_MS);
    const settle = (trouble: Trouble | null): void => {
      clearTimeout(timer);
      resolve(trouble);
    };
    socket.once(event, () => settle(null));
    socket.on('error', (error: NodeJS.ErrnoException) => settle({ code: error.code ?? '', message: error.message }));
    socket.once('close', () => settle({ code: 'CLOSED', message: 'closed' }));
  });
}

function whyNobody({ code, message }: Trouble): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no host of that name';
    case 'ECONNREFUSED':
      return 'connection refused';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `the host cannot be reached (${code})`;
    default:
      return `no connection (${message})`;
  }
}

/** A handshake with any certificate: what it says is looked at, not trusted. */
function handshake(host: string, port: number, tls: TlsFiles): TLSSocket {
  return connectTls({
    ...tls,
    host,
    port,
    rejectUnauthorized: false,
    ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }),
  });
}

async function overTls(host: string, port: number, tls: TlsFiles): Promise<Answerer> {
  const socket = handshake(host, port, tls);
  const trouble = await opened(socket, 'secureConnect');
  socket.destroy();
  if (trouble !== null) return isAlert(trouble) ? { kind: 'unknown' } : { kind: 'plain' };
  const why: unknown = socket.authorizationError;
  return socket.authorized ? { kind: 'unknown' } : { kind: 'untrusted', why: String(why) };
}

async function speaksTls(host: string, port: number, tls: TlsFiles): Promise<boolean> {
  const socket = handshake(host, port, tls);
  const trouble = await opened(socket, 'secureConnect');
  socket.destroy();
  return trouble === null || isAlert(trouble);
}

/** A refusal in TLS's own words is TLS, too. */
function isAlert({ code }: Trouble): boolean {
  return code.startsWith('ERR_SSL_') && code.includes('ALERT');
}

/** What a peer says first, as Latin-1; '' when it says nothing. */
function firstWord(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let word = '';
    const settle = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(word);
    };
    const timer = setTimeout(settle, WORD_MS);
    socket.on('data', (chunk: Buffer) => {
      word += chunk.toString('latin1');
      if (word.length >= WORD_OCTETS || FIRST_WORDS.some(([said]) => word.startsWith(said))) settle();
    });
    socket.once('close', settle);
    socket.write(GREETING);
  });
}
