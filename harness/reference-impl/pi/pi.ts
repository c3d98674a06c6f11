import type { Actor } from '../../core/actor.ts';
import { deriveSeed, makeRng } from '../../core/rng.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { buildControl } from '../../wire/pap/control.ts';
import { encodeRequest } from '../../wire/http/message.ts';
import type { HttpHeader } from '../../wire/http/message.ts';
import { decodePap } from '../../wire/pap/message.ts';
import { exchange } from '../http/exchange.ts';
import { bare, serveHttp } from '../http/server.ts';
import type { Handle } from '../http/server.ts';
import { makeReactor } from '../reactor.ts';
import type { Reactions, Reactor } from '../reactor.ts';
import { authority } from '../ppg/notification.ts';
import { secondsAt, utcAt, utcText } from '../ppg/time.ts';
import { makeContent } from './content.ts';
import { makeKnown } from './notifications.ts';
import type { PiPolicy } from './policy.ts';
import { digitsOf, readPushArguments } from './push-arguments.ts';
import type { PushArguments } from './push-arguments.ts';

/** Where result notifications are taken. */
export const NOTIFY_PATH = '/notify';

/** Largest notification that is read (pap.md 11). */
const MAX_NOTIFICATION_OCTETS = 65_536;

/** How many read timers a whole request may take, and one where the profile names none, in ms. */
const READ_TIMERS = 10;
const DEFAULT_READ_MS = 10_000;

/** Recipients whose last push can be asked about, at most. */
const MAX_ASKABLE = 10_000;

/** The reference push initiator (patent steps 1 and 10). */
export function makeReferencePi(policy: PiPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (address, settings) => makeReactor((reactor) => makeInitiator(reactor, { policy, address, settings }));
}

type Options = { readonly policy: PiPolicy; readonly address: AddressBook; readonly settings: ChainSettings };

function makeInitiator(reactor: Reactor, { policy, address, settings }: Options): Reactions {
  const { profile, seed, epochUtc, numbers } = settings;
  const { timers } = profile;
  const pap = profile.pap ?? { version: '2.0', ppgSpecifier: 'ppg.pushproof' };
  const known = makeKnown();
  const remote = profile.iut === 'ppg' ? profile.target : null;
  const path = remote === null || remote.path === '' ? '/pap' : remote.path;
  const credentials: HttpHeader[] =
    remote === null || remote.user === ''
      ? []
      : [['Authorization', `Basic ${btoa(`${remote.user}:${remote.password}`)}`]];
  /** The last push-id to each recipient; bounded by the numbers of a chain, and by MAX_ASKABLE. */
  const lastTo = new Map<string, string>();
  let count = 0;
  let queries = 0;
  const notifyPath = pathOf(profile.notify?.url) ?? NOTIFY_PATH;

  const push = (args: PushArguments): void => {
    count += 1;
    const rng = makeRng(deriveSeed(seed, 'pi content', String(count)));
    const utc = utcAt(epochUtc, reactor.nowUs());
    const content = args.given ?? makeContent({ kind: args.kind, wdpOctets: args.wdpOctets, utc, rng });
    const pushId = policy.pushId(count, seed);
    known.add(pushId);
    if (lastTo.size < MAX_ASKABLE) for (const digits of args.to) lastTo.set(digits, pushId);
    const control = policy.control({
      attributes: {
        'push-id': pushId,
        'deliver-before-timestamp': timestamp(args.deliverBeforeMs),
        'deliver-after-timestamp': timestamp(args.deliverAfterMs),
        'ppg-notify-requested-to': args.notify
          ? (profile.notify?.url ?? `http://${authority(address.of('pi.notify'))}${NOTIFY_PATH}`)
          : undefined,
        'progress-notes-requested': 'false',
      },
      addresses: args.to.map((digits) => policy.addressValue(digits, pap.ppgSpecifier)),
      qualityOfService: {
        priority: args.priority,
        'delivery-method': args.deliveryMethod,
        network: 'GSM',
        bearer: 'SMS',
        'bearer-required': 'true',
      },
      version: pap.version,
    });
    const { contentType, body } = policy.pack({ control, content, headers: args.headers, count });
    const headers: HttpHeader[] = [
      ['Host', authority(address.of('ppg.pap'))],
      ['Content-Type', contentType],
      ...credentials,
      ...args.httpHeaders,
      ['Connection', 'close'],
    ];
    submit(`push ${count}`, encodeRequest({ method: 'POST', target: path, headers, body }), 1);
  };
  const query = (args: Readonly<Record<string, unknown>>): void => {
    const { to } = args;
    const digits = digitsOf(typeof to === 'string' ? to : 'A', numbers);
    const pushId = lastTo.get(digits);
    if (pushId === undefined) return;
    queries += 1;
    const addresses =
      args['addressed'] === false
        ? []
        : [{ name: 'address', attributes: { 'address-value': policy.addressValue(digits, pap.ppgSpecifier) } }];
    const body = buildControl('statusquery-message', { 'push-id': pushId }, addresses, { version: pap.version });
    const headers: HttpHeader[] = [
      ['Host', authority(address.of('ppg.pap'))],
      ['Content-Type', 'application/xml'],
      ...credentials,
      ['Connection', 'close'],
    ];
    submit(`query ${queries}`, encodeRequest({ method: 'POST', target: path, headers, body }), 1);
  };
  /** A submission without answer is repeated as it was; then 2007 says that the first one had been accepted. */
  const submit = (name: string, octets: Uint8Array, tried: number): void => {
    const connection = `${name}.${tried}`;
    const answerUs = (timers.responseMs + timers.papMs) * 1_000;
    exchange(reactor, { connection, to: address.of('ppg.pap'), pco: 'pap', octets, answerUs }, (response) => {
      if (response !== null || tried >= policy.tries) return;
      const againUs = timers.backoffMs * 1_000 * 2 ** (tried - 1);
      reactor.after(`again ${name}`, againUs, () => submit(name, octets, tried + 1));
    });
  };
  const timestamp = (inMs: number | null): string | undefined =>
    inMs === null
      ? undefined
      : utcText(secondsAt(epochUtc, Math.ceil((reactor.nowUs() + inMs * 1_000) / 1_000_000) * 1_000_000));

  const handle: Handle = (request, octets, reply) => {
    if (request.target.split('?')[0] !== notifyPath) reply(bare(404, 'Not Found', []));
    else if (request.method !== 'POST') reply(bare(405, 'Method Not Allowed', [['Allow', 'POST']]));
    else reply(policy.answer(decodePap(octets), known.has));
  };
  const readUs = READ_TIMERS * (timers.readMs ?? DEFAULT_READ_MS) * 1_000;

  return {
    started: () => reactor.listen('pi.notify', 'pap'),
    accepted: (connection) => serveHttp(reactor, connection, { maxOctets: MAX_NOTIFICATION_OCTETS, readUs, handle }),
    command: (verb, args) => {
      if (verb === 'push') {
        const wanted = readPushArguments(args, numbers);
        for (let left = wanted.times; left > 0; left -= 1) push(wanted);
      }
      if (verb === 'query') query(args);
    },
  };
}

/** The path of a URL without its query; `null` where there is no URL. */
function pathOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url) ?? [];
  return path === '' ? '/' : path;
}
