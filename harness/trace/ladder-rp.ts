import { encodeRpAnswer, encodeRpData, type RpMessage } from '../wire/sm/rp.ts';
import { SUBSCRIBER, type Express, type MessageLine, type Reading } from './ladder-line.ts';
import { numberOf, textOf, valueOf } from './ladder-words.ts';
import { evaluate } from './octets-expression.ts';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  'rp-data': ['reference', 'from', 'to', 'tpdu', 'raw'],
  'rp-ack': ['reference', 'raw'],
  'rp-error': ['reference', 'cause', 'raw'],
  rp: ['raw'],
};

/** RP-Cause of an RP-ERROR that does not say it: temporary failure (24.011, 8.2.5.4). */
const USUAL_CAUSE = 41;
const CAUSE_AT = 4;

/** Whether a message's name is one of the RP link between SMSC and handset. */
export function isRp(name: string): boolean {
  return Object.hasOwn(KEYS, name);
}

/** The octets that a line describes: the RPDU behind its length. */
export function buildRp({ name, fields }: MessageLine, { names, complain }: Reading): Uint8Array {
  const said = new Map(fields.map(({ key, value }) => [key, value]));
  const odd = [...said.keys()].find((key) => KEYS[name]?.includes(key) !== true);
  if (odd !== undefined) complain(`${name} has no '${odd}'`, `it has ${KEYS[name]?.join(', ') ?? 'nothing'}`);
  const raw = said.get('raw');
  if (raw !== undefined) return evaluate(raw, names, complain);
  const reference = numberOf(said.get('reference') ?? '', 'reference', complain);
  if (name === 'rp-ack') return encodeRpAnswer(reference, 0);
  if (name === 'rp-error') {
    const octets = encodeRpAnswer(reference, 1);
    octets[CAUSE_AT] = numberOf(said.get('cause') ?? String(USUAL_CAUSE), 'cause', complain);
    return octets;
  }
  const to = textOf(said.get('to') ?? SUBSCRIBER.addr, complain);
  const from = textOf(said.get('from') ?? '""', complain);
  const tpdu = evaluate(said.get('tpdu') ?? 'hex', names, complain);
  try {
    return encodeRpData(reference, from, to, tpdu);
  } catch (error) {
    if (error instanceof RangeError) return complain(error.message, 'shorten tpdu, or write raw=hex …');
    throw error;
  }
}

/** The words after the name. */
export function rpWords(rp: RpMessage, express: Express): readonly string[] {
  const words = [`reference=${rp.reference}`];
  if (rp.name === 'rp-error' && rp.cause !== USUAL_CAUSE) words.push(`cause=${rp.cause}`);
  if (rp.name !== 'rp-data') return words;
  if (rp.originator !== '') words.push(`from=${valueOf(rp.originator)}`);
  if (rp.destination !== SUBSCRIBER.addr) words.push(`to=${valueOf(rp.destination)}`);
  return [...words, `tpdu=${express.raw(rp.tpduOctets)}`];
}
