import type { Actor } from '../../core/actor.ts';
import { deriveSeed, makeRng } from '../../core/rng.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { buildControl } from '../../wire/pap/control.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { encodeRequest } from '../../wire/http/message.ts';
import type { HttpHeader } from '../../wire/http/message.ts';
import { decodePap } from '../../wire/pap/message.ts';
import { basic, demandedOfPi } from '../account.ts';
import { exchange } from '../http/exchange.ts';
import { bare, serveHttp } from '../http/server.ts';
import type { Handle } from '../http/server.ts';
import { makeReactor } from '../reactor.ts';
import type { Reactions, Reactor } from '../reactor.ts';
import { authority } from '../ppg/notification.ts';
import { secondsAt, utcAt, utcText } from '../ppg/time.ts';
import { makeBehaviour } from './behaviour.ts';
import { makeContent } from './content.ts';
import type { PushContent } from './content.ts';
import { makeKnown } from './notifications.ts';
import type { PiPolicy } from './policy.ts';
import { writePost } from './post.ts';
import { makePostBox, paceOf } from './posting.ts';
import { digitsOf, readPushArguments } from './push-arguments.ts';
import type { PushArguments } from './push-arguments.ts';
import { trapBody, TRAP_PATH } from './trap.ts';
import { factsOf } from './template.ts';

/** Where result notifications are taken. */
export const NOTIFY_PATH = '/notify';

/** Largest notification that is read (pap.md 11). */
const MAX_NOTIFICATION_OCTETS = 65_536;

/** How many read timers a whole request may take, and one where the profile names none, in ms. */
const READ_TIMERS = 10;
const DEFAULT_READ_MS = 10_000;

/** How long an answer to an odd request may take: beyond doubt (requirements, 12); a slow one goes on for much longer. */
const PAP_TIMES = 4;
const PATIENCE_US = 2_000_000;
const SLOW_PAP_TIMES = 60;

/** Recipients whose last push can be asked about, at most. */
const MAX_ASKABLE = 10_000;

/** The reference push initiator (patent steps 1 and 10). */
export function makeReferencePi(policy: PiPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (address, settings) => makeReactor((reactor) => makeInitiator(reactor, { policy, address, settings }));
}

/** The operations of PAP by which a PI asks about a push or a client (pap.md 1). */
const ASKING: Readonly<Record<string, string>> = {
  query: 'statusquery-message',
  cancel: 'cancel-message',
  ccq: 'ccq-message',
};

type Options = { readonly policy: PiPolicy; readonly address: AddressBook; readonly settings: ChainSettings };

function makeInitiator(reactor: Reactor, { policy, address, settings }: Options): Reactions {
  const { profile, seed, epochUtc, numbers } = settings;
  const { timers } = profile;
  const pap = profile.pap ?? { version: '2.0', ppgSpecifier: 'ppg.pushproof' };
  const known = makeKnown();
  const remote = profile.iut === 'ppg' ? profile.target : null;
  const path = remote === null || remote.path === '' ? '/pap' : remote.path;
  const demanded = demandedOfPi(profile);
  const authorization = remote === null ? demanded : remote.user === '' ? null : basic(remote);
  const credentials: HttpHeader[] = authorization === null ? [] : [['Authorization', authorization]];
  /** The last push-id to each recipient; bounded by the numbers of a chain, and by MAX_ASKABLE. */
  const lastTo = new Map<string, string>();
  let count = 0;
  let asked = 0;
  let posts = 0;
  const behaviour = makeBehaviour();
  const postBox = makePostBox(reactor);
  const notifyPath = pathOf(profile.notify?.url) ?? NOTIFY_PATH;
  const notifyUrl = profile.notify?.url ?? `http://${authority(address.of('pi.notify'))}${NOTIFY_PATH}`;

  type Draft = { readonly pushId: string; readonly control: Uint8Array; readonly content: PushContent };
  const draft = (args: PushArguments): Draft => {
    count += 1;
    const rng = makeRng(deriveSeed(seed, 'pi content', String(count)));
    const utc = utcAt(epochUtc, reactor.nowUs());
    const content = args.given ?? makeContent({ kind: args.kind, wdpOctets: args.wdpOctets, utc, rng });
    const pushId = policy.pushId(count, seed);
    known.add(pushId);
    const control = policy.control({
      attributes: {
        'push-id': pushId,
        'deliver-before-timestamp': timestamp(args.deliverBeforeMs),
        'deliver-after-timestamp': timestamp(args.deliverAfterMs),
        'ppg-notify-requested-to': args.notify ? `${notifyUrl}${args.notifyQuery}` : undefined,
        'progress-notes-requested': 'false',
      },
      addresses: args.to.map((digits) => policy.addressValue(digits, pap.ppgSpecifier)),
      qualityOfService: {
        priority: args.priority,
        'delivery-method': args.deliveryMethod,
        // There are PPGs that refuse a push that requires one of the two and not the other (Kannel 1.4.5).
        network: 'GSM',
        bearer: 'SMS',
      },
      version: pap.version,
    });
    return { pushId, control, content };
  };
  const remember = (to: readonly string[], pushId: string): void => {
    if (lastTo.size < MAX_ASKABLE) for (const digits of to) lastTo.set(digits, pushId);
  };
  const push = (args: PushArguments): void => {
    const { pushId, control, content } = draft(args);
    remember(args.to, pushId);
    const { contentType, body } = policy.pack({ control, content, headers: args.headers, count });
    submit(`push ${count}`, request(contentType, body, args.httpHeaders), 1);
  };
  const request = (contentType: string, body: Uint8Array, further: readonly HttpHeader[]): Uint8Array => {
    const headers: HttpHeader[] = [
      ['Host', authority(address.of('ppg.pap'))],
      ['Content-Type', contentType],
      ...credentials,
      // A PPG that asks for credentials gets those that it knows, whatever a case would have.
      ...further.filter(([name]) => credentials.length === 0 || name.toLowerCase() !== 'authorization'),
      ['Connection', 'close'],
    ];
    return encodeRequest({ method: 'POST', target: path, headers, body });
  };
  const post = (args: Readonly<Record<string, unknown>>): void => {
    const wanted = readPushArguments({ wdpOctets: 82, to: args['to'] ?? 'A' }, numbers);
    const last = lastTo.get(wanted.to[0] ?? '') ?? '';
    const { pushId, control, content } = draft(wanted);
    const facts = factsOf({
      pushId,
      last,
      addresses: wanted.to.map((digits) => policy.addressValue(digits, pap.ppgSpecifier)),
      numbers: wanted.to,
      specifier: pap.ppgSpecifier,
      notifyUrl,
      trapUrl: notifyUrl.replace(/^(https?:\/\/[^/?#]*).*$/i, `$1${TRAP_PATH}`),
      host: authority(address.of('ppg.pap')),
      path,
      authorization,
      utcIn: (seconds) => utcText(secondsAt(epochUtc, reactor.nowUs()) + seconds),
    });
    remember(wanted.to, args['again'] === true ? last : pushId);
    const octets = writePost(
      args,
      {
        control: args['again'] === true ? replacedId(control, pushId, last) : control,
        content: content.body,
        contentType: content.contentType,
        applicationId: content.applicationId,
        host: authority(address.of('ppg.pap')),
        path,
        credentials: args['credentials'] === false ? [] : credentials,
        bodyOctets: profile.limits.bodyOctets ?? null,
      },
      facts,
    );
    posts += 1;
    const pace = paceOf(args);
    const answerUs = Number.isFinite(pace.octets)
      ? SLOW_PAP_TIMES * timers.papMs * 1_000
      : PATIENCE_US + PAP_TIMES * timers.papMs * 1_000;
    postBox.post(wanted.to[0] ?? '', {
      connection: `post ${posts}`,
      to: address.of('ppg.pap'),
      octets,
      answerUs,
      pace,
    });
  };
  const ask = (verb: string, args: Readonly<Record<string, unknown>>): void => {
    const { to } = readPushArguments(args, numbers);
    const pushId = lastTo.get(to[0] ?? '');
    if (pushId === undefined && verb !== 'ccq') return;
    asked += 1;
    const addresses = (args['addressed'] === false ? [] : to).map((digits) => ({
      name: 'address',
      attributes: { 'address-value': policy.addressValue(digits, pap.ppgSpecifier) },
    }));
    const id = verb === 'ccq' ? { 'query-id': `q${asked}@pi.pushproof` } : { 'push-id': pushId };
    const body = buildControl(ASKING[verb] ?? '', id, addresses, { version: pap.version });
    submit(`${verb} ${asked}`, request('application/xml', body, []), 1);
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
    const [target = ''] = request.target.split('?');
    if (target.startsWith(TRAP_PATH)) reply(trapBody());
    else if (target !== notifyPath) reply(bare(404, 'Not Found', []));
    else if (request.method !== 'POST') reply(bare(405, 'Method Not Allowed', [['Allow', 'POST']]));
    else {
      const ordered = behaviour.next(octets);
      const answer = ordered === null ? policy.answer(decodePap(octets), known.has) : ordered.reply;
      if (ordered === null || ordered.delayUs === 0) reply(answer);
      else reactor.after(`answer ${(answered += 1)}`, ordered.delayUs, () => reply(answer));
    }
  };
  let answered = 0;
  const readUs = READ_TIMERS * (timers.readMs ?? DEFAULT_READ_MS) * 1_000;

  return {
    started: () => reactor.listen('pi.notify', 'pap'),
    accepted: (connection) => serveHttp(reactor, connection, { maxOctets: MAX_NOTIFICATION_OCTETS, readUs, handle }),
    command: (verb, args) => {
      if (verb === 'push') {
        const wanted = readPushArguments(args, numbers);
        for (let left = wanted.times; left > 0; left -= 1) push(wanted);
      }
      if (verb in ASKING) ask(verb, args);
      if (verb === 'post') {
        for (let left = typeof args['times'] === 'number' ? args['times'] : 1; left > 0; left -= 1) post(args);
      }
      if (verb === 'forget') {
        const number = digitsOf(String(args['to']), numbers);
        behaviour.forget(number);
        postBox.giveUp(number);
      }
      if (verb === 'answer') {
        const { to } = args;
        behaviour.order(typeof to === 'string' ? { ...args, number: digitsOf(to, numbers) } : args);
      }
    },
  };
}

/** The path of a URL without its query; `null` where there is no URL. */
function pathOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url) ?? [];
  return path === '' ? '/' : path;
}

/** A control entity with another push-id of the same PI. */
function replacedId(control: Uint8Array, pushId: string, by: string): Uint8Array {
  return fromLatin1(latin1(control).replace(`push-id="${pushId}"`, () => `push-id="${by}"`));
}
