import { UsageError } from '../../core/usage-error.ts';
import { deriveSeed, makeRng, type Rng } from '../../core/rng.ts';
import { concat, fromHex, fromLatin1 } from '../../wire/octets.ts';
import { MAX_UD_OCTETS } from '../../wire/sm/data-coding.ts';
import { decodeDeliver } from '../../wire/sm/tpdu.ts';
import { concat16Ie, concat8Ie, decodeUdh, encodeUdh, portsIe } from '../../wire/sm/udh.ts';
import { encodePush } from '../../wire/wsp/push.ts';
import { makeContent, MIN_WDP_OCTETS } from '../pi/content.ts';
import type { InformationElement } from './policy.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** One short message as a case orders it; `dataCoding`: `null` where the case or the profile says it. */
export type OrderedMessage = {
  readonly userData: Uint8Array;
  readonly hasHeader: boolean;
  readonly dataCoding: number | null;
};

const USUAL_OCTETS = 300;
const USUAL_PORTS = '2948/9200';
const MMS_APPLICATION = 'x-wap-application:mms.ua';

/**
 * The short messages that `smsc.deliver` orders, in the order in which they go out. The same `push` and `octets` are the
 * same content wherever a case names them.
 */
export function orderedMessages(args: Arguments, seed: number): readonly OrderedMessage[] {
  if (Array.isArray(args['tpdus'])) return args['tpdus'].map((hex) => messageOf(String(hex)));
  if (args['flood'] !== undefined) return flood(args, seed);
  const content = contentOf(args, seed);
  const bits = args['bits'] === 16 ? 16 : 8;
  const isLone = isAlone(args, content.length);
  const outside = [...elementsOf(args), ...portsOf(args)];
  const capacity = MAX_UD_OCTETS - encodeUdh(isLone ? outside : [...outside, concatIe(bits, 0, 1, 1)]).length;
  const pieces = cut(content, sizesOf(args), capacity);
  const total = Number(args['total'] ?? pieces.length);
  const inOrder = pieces.map((_, at) => at + 1);
  const order = Array.isArray(args['order'])
    ? args['order'].map(Number)
    : args['shuffled'] === true
      ? shuffled(inOrder, makeRng(deriveSeed(seed, 'smsc.deliver', 'order')))
      : inOrder;
  return order.map((part) => {
    const piece = pieces[part - 1];
    if (piece === undefined) {
      throw new UsageError(
        `smsc.deliver order: [${order.join(', ')}]`,
        `${content.length} octets make ${pieces.length} segments, and there is no segment ${part}`,
        'Order others, or deliver more octets.',
      );
    }
    const index = Number(args['index'] ?? part);
    const own = isLone ? [] : [concatIe(bits, Number(args['reference'] ?? 1), total, index)];
    return withHeader(args, [...outside, ...own], piece);
  });
}

/** What an SMS-DELIVER carries; its text one septet an octet, as SMPP links mostly have it (AMB-24). */
function messageOf(hex: string): OrderedMessage {
  const { userData, hasHeader, dataCoding } = decodeDeliver(fromHex(hex));
  return { userData, hasHeader, dataCoding };
}

function flood(args: Arguments, seed: number): readonly OrderedMessage[] {
  return Array.from({ length: Number(args['flood']) }, (_, at) => {
    const push = `${wordOf(args, 'push', 'P')} ${at + 1}`;
    const one = { ...args, push, reference: at + 1, bits: 16, order: [1], flood: undefined };
    return orderedMessages(one, seed);
  }).flat();
}

function shuffled(indices: readonly number[], rng: Rng): readonly number[] {
  const order = [...indices];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = rng.below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

function withHeader(args: Arguments, ies: readonly InformationElement[], piece: Uint8Array): OrderedMessage {
  if (typeof args['header'] === 'string') {
    return { userData: concat(fromHex(args['header']), piece), hasHeader: true, dataCoding: null };
  }
  return ies.length === 0
    ? { userData: piece, hasHeader: false, dataCoding: null }
    : { userData: concat(encodeUdh(ies), piece), hasHeader: true, dataCoding: null };
}

/** It goes out without a concatenation element when it fits and nothing is said of one. */
function isAlone(args: Arguments, octets: number): boolean {
  const isSaid = ['total', 'index', 'reference', 'bits', 'sizes'].some((name) => args[name] !== undefined);
  const header = encodeUdh([...elementsOf(args), ...portsOf(args)]).length;
  return !isSaid && octets + header <= MAX_UD_OCTETS;
}

function contentOf(args: Arguments, seed: number): Uint8Array {
  if (typeof args['datagram'] === 'string') return fromHex(args['datagram']);
  if (typeof args['text'] === 'string') {
    const body = fromLatin1(args['text']);
    return encodePush({ tid: 1, contentType: 'text/plain', charset: null, applicationId: null, body });
  }
  const wdpOctets = Math.max(MIN_WDP_OCTETS, Number(args['octets'] ?? USUAL_OCTETS));
  const rng = makeRng(deriveSeed(seed, 'smsc.deliver', wordOf(args, 'push', 'P'), String(wdpOctets)));
  const { contentType, applicationId, body } = makeContent({ kind: 'mms-notification', wdpOctets, utc: '', rng });
  const application = applicationId === MMS_APPLICATION ? applicationId : null;
  return encodePush({ tid: rng.below(256), contentType, charset: null, applicationId: application, body });
}

/** An argument that is a word, or what it is when it is not said. */
export function wordOf(args: Arguments, name: string, unsaid: string): string {
  const word = args[name];
  return typeof word === 'string' ? word : unsaid;
}

function elementsOf(args: Arguments): readonly InformationElement[] {
  const hex = typeof args['elements'] === 'string' ? fromHex(args['elements']) : new Uint8Array(0);
  return hex.length === 0 ? [] : decodeUdh(concat(Uint8Array.of(hex.length), hex)).ies;
}

function portsOf(args: Arguments): readonly InformationElement[] {
  const [destination, source] = wordOf(args, 'ports', USUAL_PORTS).split('/').map(Number);
  return destination === undefined || source === undefined ? [] : [portsIe(destination, source)];
}

function concatIe(bits: 8 | 16, reference: number, total: number, index: number): InformationElement {
  return bits === 8 ? concat8Ie(reference, total, index) : concat16Ie(reference, total, index);
}

function sizesOf(args: Arguments): readonly number[] {
  return Array.isArray(args['sizes']) ? args['sizes'].map(Number) : [];
}

/** Pieces of the sizes that are said, then of `capacity`; at least one. */
function cut(content: Uint8Array, sizes: readonly number[], capacity: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length;) {
    const size = Math.min(capacity, sizes[pieces.length] ?? capacity);
    pieces.push(content.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
