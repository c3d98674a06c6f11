import type { Actor, Endpoint } from '../../core/actor.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { decodeHttp, encodeRequest } from '../../wire/http/message.ts';
import type { HttpHeader, HttpMessage } from '../../wire/http/message.ts';
import { exchange } from '../http/exchange.ts';
import { bare, serveHttp } from '../http/server.ts';
import type { Reply } from '../http/server.ts';
import { makeReactor } from '../reactor.ts';
import type { Reactions, Reactor } from '../reactor.ts';
import type { GatewayPolicy } from './policy.ts';

/** Requests carry no body here. */
const MAX_BODY_OCTETS = 65_536;
const READ_US = 10_000_000;
/** Where the policy sets no limit: longer than anybody waits. */
const FOR_EVER_US = 86_400_000_000;

/** Headers of one connection, which are not passed on (RFC 9110, 7.6.1); lengths are written anew. */
const HOP_BY_HOP: readonly string[] = [
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const ABSOLUTE = /^(https?):\/\/([^/?#]+)([^#]*)/i;
/** Host and port, the user of a URL left out. */
const AUTHORITY = /^(?:[^@]*@)?(\[[0-9a-f:.]+\]|[^:]*)(?::(\d{1,5}))?$/i;

/** What an address book says where any content server may be asked. */
const ANYWHERE = '*';
const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** The reference WAP gateway: an HTTP proxy between handsets and content servers (patent steps 12 and 14). */
export function makeReferenceGateway(policy: GatewayPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (address, settings) => makeReactor((reactor) => makeProxy(reactor, policy, address, settings));
}

function makeProxy(
  reactor: Reactor,
  policy: GatewayPolicy,
  address: AddressBook,
  { profile }: ChainSettings,
): Reactions {
  let asked = 0;

  const forward = (request: HttpMessage, reply: (reply: Reply | null) => void): void => {
    const [, scheme = '', host = '', rest = ''] = ABSOLUTE.exec(request.target) ?? [];
    const isSecure = scheme.toLowerCase() === 'https';
    if (host === '') {
      reply(bare(400, 'Bad Request', []));
      return;
    }
    if (request.method !== 'GET') {
      reply(bare(501, 'Not Implemented', []));
      return;
    }
    asked += 1;
    const headers: HttpHeader[] = [
      ['Host', host],
      ...endToEnd(request.headers),
      ['Via', '1.1 pushproof'],
      ['Connection', 'close'],
    ];
    const target = rest.startsWith('/') ? rest : `/${rest}`;
    const octets = encodeRequest({ method: 'GET', target, headers, body: new Uint8Array(0) });
    const answerUs = policy.originUs(profile) ?? FOR_EVER_US;
    const sinceUs = reactor.nowUs();
    const to = serverOf(host, isSecure, address.of('origin.fetch'));
    exchange(reactor, { connection: `origin ${asked}`, to, pco: 'fetch', octets, answerUs }, (response) => {
      const tookUs = reactor.nowUs() - sinceUs;
      if (response !== null) reply(relay(decodeHttp(response), policy));
      else if (tookUs >= answerUs) reply(bare(504, 'Gateway Timeout', []));
      else reply(bare(502, 'Bad Gateway', []));
    });
  };

  return {
    started: () => reactor.listen('gateway.fetch', 'fetch'),
    accepted: (connection) =>
      serveHttp(reactor, connection, {
        maxOctets: MAX_BODY_OCTETS,
        readUs: READ_US,
        handle: (request, _, reply) => {
          const own = policy.own(request);
          if (own === null) forward(request, reply);
          else reply(own);
        },
      }),
    command: () => undefined,
  };
}

/** The content server that a URL names, where it is not the one that this gateway always asks. */
function serverOf(authority: string, isSecure: boolean, configured: Endpoint): Endpoint {
  if (configured.host !== ANYWHERE) return configured;
  const [, host = '', port] = AUTHORITY.exec(authority) ?? [];
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? (isSecure ? HTTPS_PORT : HTTP_PORT)) };
}

/** A response as it goes to the handset; one that is no HTTP is the content server's failure. */
function relay({ status, reason, headers, body, problems }: HttpMessage, policy: GatewayPolicy): Reply {
  if (problems.length > 0) return bare(502, 'Bad Gateway', []);
  return { status, reason, headers: [...endToEnd(headers), ['Via', '1.1 pushproof']], body: policy.relayed(body) };
}

function endToEnd(headers: readonly HttpHeader[]): readonly HttpHeader[] {
  return headers.filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase()));
}
