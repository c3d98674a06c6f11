import type { Actor, Effect } from '../../core/actor.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

/** Fetches at once, at most. */
const MAX_FETCHES = 16;

export default defineFake({
  role: 'ppg',
  summary: 'fetches the DTD and the entities that a document names',
  violates: ['SEC-021'],
  also: [],
  wrap: (reference): Actor => {
    const requests = new Map<string, Uint8Array>();
    return {
      react: (input, nowUs) => {
        if (input.kind === 'opened' && requests.has(input.connection)) {
          return [
            { kind: 'send', connection: input.connection, octets: requests.get(input.connection) ?? fromLatin1('') },
          ];
        }
        if ('connection' in input && requests.has(input.connection)) return [];
        const [, host = '', port = '', path = ''] =
          input.kind === 'octets'
            ? (/SYSTEM "http:\/\/([\d.]+):(\d+)(\/trap[^"]*)"/.exec(latin1(input.octets)) ?? [])
            : [];
        const effects = reference.react(input, nowUs);
        if (path === '' || requests.size >= MAX_FETCHES) return effects;
        const connection = `fetch ${requests.size + 1}`;
        requests.set(
          connection,
          fromLatin1(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`),
        );
        const connect: Effect = { kind: 'connect', connection, to: { host, port: Number(port) }, pco: 'pap' };
        return [connect, ...effects];
      },
    };
  },
});
