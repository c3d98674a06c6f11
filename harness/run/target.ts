import type { Target } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';
import { didYouMean } from './nearest.ts';

type Scheme = Target['scheme'];

/** Where a URL without a port leads: the registered ports of SMPP, SMPP over TLS, HTTP and HTTPS; null = it must be said. */
const DEFAULT_PORTS: Readonly<Record<Scheme, number | null>> = {
  smpp: 2775,
  smpps: 3550,
  http: 80,
  https: 443,
  listen: null,
  exec: 0,
};

const SCHEMES = Object.keys(DEFAULT_PORTS) as readonly Scheme[];

const FORMS: Readonly<Record<Scheme, string>> = {
  smpp: 'smpp://system_id:password@host:port',
  smpps: 'smpps://system_id:password@host:port',
  http: 'http://user:password@host:port/path',
  https: 'https://user:password@host:port/path',
  listen: 'listen:host:port',
  exec: 'exec:COMMAND',
};

/** Reads a target; throws `UsageError` at `place` for what is none. No part of it but its scheme is ever in the message: the rest may be a password. */
export function parseTarget(text: string, place: string): Target {
  const scheme = schemeOf(text, place);
  const rest = text.slice(scheme.length + 1);
  if (scheme === 'exec') {
    if (rest.trim() === '') throw refused(scheme, place, 'names no command');
    return { scheme, host: '', port: 0, user: '', password: '', path: rest.trim() };
  }
  const url = urlOf(scheme, rest, place);
  if (url.hostname === '') throw refused(scheme, place, 'names no host');
  const port = url.port === '' ? DEFAULT_PORTS[scheme] : Number(url.port);
  if (port === null) throw refused(scheme, place, 'names no port');
  const isHttp = scheme === 'http' || scheme === 'https';
  if (!isHttp && `${url.pathname}${url.search}${url.hash}`.length > 1) {
    throw refused(scheme, place, 'has something after the port');
  }
  return {
    scheme,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    user: decoded(url.username, scheme, place),
    password: decoded(url.password, scheme, place),
    path: isHttp ? `${url.pathname}${url.search}` : '',
  };
}

function schemeOf(text: string, place: string): Scheme {
  const [, name = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text) ?? [];
  const scheme = SCHEMES.find((one) => one === name.toLowerCase());
  if (scheme !== undefined) return scheme;
  const forms = Object.values(FORMS);
  if (name === '') throw new UsageError(place, 'is no URL', `Write one of: ${forms.join(', ')}.`);
  throw new UsageError(place, `unknown scheme ${name}`, didYouMean(name, SCHEMES, 'Schemes'));
}

/** The parts of a URL, read as of a scheme that has no port and no rules of its own. */
function urlOf(scheme: Scheme, rest: string, place: string): URL {
  const authority = scheme === 'listen' ? `//${rest}` : rest;
  if (!authority.startsWith('//')) throw refused(scheme, place, 'has no // after its scheme');
  if (/\s/.test(authority)) throw refused(scheme, place, 'contains a blank');
  try {
    return new URL(`target:${authority}`);
  } catch {
    throw refused(scheme, place, 'cannot be read: host, port or a character of the password');
  }
}

function refused(scheme: Scheme, place: string, what: string): UsageError {
  const hint = scheme === 'listen' || scheme === 'exec' ? '' : '; in a password write %40 for @, %2F for /, %3A for :';
  return new UsageError(place, `the ${scheme} URL ${what}`, `Write ${FORMS[scheme]}${hint}.`);
}

function decoded(text: string, scheme: Scheme, place: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused(scheme, place, 'has a % that is followed by no two hex digits');
  }
}

/** A target as it may be printed: `smpp://id:***@host:2775`; of a command the program only, of a path no query. */
export function maskTarget({ scheme, host, port, user, path }: Target): string {
  if (scheme === 'exec') return /^\S+$/.test(path) ? `exec:${path}` : `exec:${path.split(/\s/)[0] ?? ''} …`;
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (scheme === 'listen') return `listen:${place}`;
  return `${scheme}://${user === '' ? '' : `${encodeURIComponent(user)}:***@`}${place}${path.replace(/\?.*$/, '?***')}`;
}

/** Digits of a subscriber number that stay readable, so that numbers remain distinguishable: country and operator, and the last two. */
const READABLE_HEAD = 4;
const READABLE_TAIL = 2;

/** A subscriber's number as it may be printed: `1555*****01`. */
export function maskNumber(number: string): string {
  const digits = number.startsWith('+') ? number.slice(1) : number;
  const head = digits.length > READABLE_HEAD + READABLE_TAIL ? READABLE_HEAD : 0;
  const hidden = Math.max(0, digits.length - head - READABLE_TAIL);
  const masked = `${digits.slice(0, head)}${'*'.repeat(hidden)}${digits.slice(head + hidden)}`;
  return number.startsWith('+') ? `+${masked}` : masked;
}
