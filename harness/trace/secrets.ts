import type { Pco } from '../core/party.ts';
import { readUint } from '../wire/decode.ts';
import { latin1 } from '../wire/octets.ts';
import { decodePdu, type Pdu } from '../wire/smpp/pdu.ts';
import { fieldSpans } from './spans.ts';

const STAR = 0x2a;
const NUL = 0x00;
const HEADER_OCTETS = 16;
const COMMAND_ID_AT = 4;

/** PDUs with a password: bind_receiver, bind_transmitter, bind_transceiver, outbind (SMPP 3.4, 4.1). */
const WITH_PASSWORD: ReadonlySet<number> = new Set([0x01, 0x02, 0x09, 0x0b]);

/** Credentials of HTTP, and passwords in URLs; what is hidden is the second group. */
const IN_HTTP = [/(authorization:[ \t]*\S+[ \t]+)([^\r\n]+)/gi, /(:\/\/[^\s/:@"'<>]+:)([^\s/@"'<>]+)(?=@)/g];

/** The octets as they may be written down: every octet of a password replaced by `*`. The same array when there is none. */
export function withoutPasswords(pco: Pco, octets: Uint8Array): Uint8Array {
  switch (pco) {
    case 'smpp':
    case 'sm':
      return WITH_PASSWORD.has(readUint(octets, COMMAND_ID_AT, 4)) ? withoutPassword(octets) : octets;
    case 'pap':
    case 'fetch':
      return withoutCredentials(octets);
    case 'rp':
    case 'push':
      return octets;
  }
}

/** Where a bind is broken nobody can say which octets are the password: then all of its body but the NULs is hidden. */
function withoutPassword(octets: Uint8Array): Uint8Array {
  const pdu: Pdu = decodePdu(octets);
  const span = fieldSpans(pdu, octets).find(({ name }) => name === 'password');
  const [from, to] =
    pdu.problems.length === 0 && span !== undefined ? [span.from, span.to] : [HEADER_OCTETS, octets.length];
  return octets.map((octet, at) => (at >= from && at < to && octet !== NUL ? STAR : octet));
}

function withoutCredentials(octets: Uint8Array): Uint8Array {
  const text = latin1(octets);
  let hidden: Uint8Array | null = null;
  for (const expression of IN_HTTP) {
    for (const match of text.matchAll(expression)) {
      const [, before = '', secret = ''] = match;
      hidden ??= octets.slice();
      hidden.fill(STAR, match.index + before.length, match.index + before.length + secret.length);
    }
  }
  return hidden ?? octets;
}
