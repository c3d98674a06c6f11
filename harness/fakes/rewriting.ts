import type { Actor, Effect, Input } from '../core/actor.ts';
import { encodeRequest, encodeResponse, decodeHttp, httpFramer } from '../wire/http/message.ts';
import type { Framer } from '../wire/framing.ts';
import { fromLatin1, latin1 } from '../wire/octets.ts';

/** An HTTP message as text, one character an octet: `start` is the start line with the headers, each line ended. */
export type HttpText = { readonly start: string; readonly body: string };

/** A rewriting of one HTTP message; the same text = as it was. */
export type Rewrite = (message: HttpText) => HttpText;

/** Largest message that is rewritten. */
const MAX_OCTETS = 4_194_304;

/** How much of what was heard is looked at for what makes deaf. */
const MAX_HEARD = 4_096;

/** The reference whose HTTP messages of one side are rewritten on their way out; Content-Length follows. */
export function saying(side: 'request' | 'response', rewrite: Rewrite): (reference: Actor) => Actor {
  return (reference) => ({
    react: (input, nowUs) =>
      reference.react(input, nowUs).map((effect): Effect => {
        if (effect.kind !== 'send' || !isHttp(effect.octets, side)) return effect;
        return { ...effect, octets: rewritten(effect.octets, rewrite) };
      }),
  });
}

/** The reference that reads HTTP requests as if they were written otherwise; Content-Length follows. */
export function hearing(rewrite: Rewrite): (reference: Actor) => Actor {
  return (reference) => {
    const framers = new Map<string, Framer>();
    const react = (input: Input, nowUs: number): readonly Effect[] => {
      if (input.kind === 'closed') framers.delete(input.connection);
      if (input.kind !== 'octets') return reference.react(input, nowUs);
      const framer = framers.get(input.connection) ?? httpFramer('request', MAX_OCTETS);
      if (!framers.has(input.connection) && !looksLikeRequest(input.octets)) return reference.react(input, nowUs);
      framers.set(input.connection, framer);
      return framer.push(input.octets).flatMap(({ octets, problem }) => {
        const read = problem === null ? rewritten(octets, rewrite) : octets;
        return reference.react({ ...input, octets: read }, nowUs);
      });
    };
    return { react };
  };
}

/** Replaces in the body only. */
export function inBody(...replacements: readonly (readonly [from: string | RegExp, to: string])[]): Rewrite {
  return ({ start, body }) => ({
    start,
    body: replacements.reduce((text, [from, to]) => text.replace(from, to), body),
  });
}

/** Replaces in the start line and the headers only. */
export function inHead(...replacements: readonly (readonly [from: string | RegExp, to: string])[]): Rewrite {
  return ({ start, body }) => ({
    start: replacements.reduce((text, [from, to]) => text.replace(from, to), start),
    body,
  });
}

function isHttp(octets: Uint8Array, side: 'request' | 'response'): boolean {
  const begins = latin1(octets.subarray(0, 8));
  return side === 'response' ? begins.startsWith('HTTP/1.') : /^[A-Z]{3,7} /.test(begins);
}

function looksLikeRequest(octets: Uint8Array): boolean {
  return /^[A-Z]/.test(latin1(octets.subarray(0, 1)));
}

function rewritten(octets: Uint8Array, rewrite: Rewrite): Uint8Array {
  const { kind, method, target, version, status, reason, headers, body } = decodeHttp(octets);
  const kept = headers.filter(([name]) => !/^(?:content-length|transfer-encoding)$/i.test(name));
  const first = kind === 'request' ? `${method} ${target} ${version}` : `${version} ${status} ${reason}`;
  const start = [first, ...kept.map(([name, value]) => `${name}: ${value}`), ''].join('\r\n');
  const changed = rewrite({ start, body: latin1(body) });
  if (changed.start === start && changed.body === latin1(body)) return octets;
  const read = decodeHttp(fromLatin1(`${changed.start}\r\n`));
  const message = { ...read, body: fromLatin1(changed.body) };
  return kind === 'request' ? encodeRequest(message) : encodeResponse(message);
}

/** The reference that never hears a request whose text has this: it is neither answered nor refused. */
export function deafTo(pattern: RegExp): (reference: Actor) => Actor {
  return (reference) => {
    const heard = new Map<string, string>();
    return {
      react: (input, nowUs) => {
        if (input.kind === 'closed') heard.delete(input.connection);
        if (input.kind !== 'octets') return reference.react(input, nowUs);
        const text = (heard.get(input.connection) ?? '') + latin1(input.octets);
        heard.set(input.connection, text.slice(-MAX_HEARD));
        return pattern.test(text) ? [] : reference.react(input, nowUs);
      },
    };
  };
}
