import type { Party, Pco } from '../core/party.ts';
import type { Use } from './ladder-connections.ts';
import { SERVICE, SUBSCRIBER, type Built, type MessageLine, type Reading } from './ladder-line.ts';
import { buildPap, isRequest } from './ladder-pap.ts';
import { buildRp, isRp } from './ladder-rp.ts';
import { buildPdu } from './ladder-smpp.ts';
import { textOf } from './ladder-words.ts';
import { evaluate } from './octets-expression.ts';

const BETWEEN: readonly (readonly [Party, Party, Pco])[] = [
  ['pi', 'ppg', 'pap'],
  ['ppg', 'smsc', 'smpp'],
  ['smsc', 'handset', 'sm'],
  ['handset', 'user', 'push'],
  ['handset', 'gateway', 'fetch'],
  ['handset', 'origin', 'fetch'],
  ['gateway', 'origin', 'fetch'],
];

/** The interface that two parties share, on which something of this name passes; `null` when it takes a word. */
export function pcoBetween(a: Party, b: Party, name: string): Pco | null {
  if (isRp(name)) return 'rp';
  return BETWEEN.find(([left, right]) => (left === a && right === b) || (left === b && right === a))?.[2] ?? null;
}

/** The octets that a line describes. */
export function buildMessage(line: MessageLine, reading: Reading): Built {
  if (line.pco === 'push') return buildShown(line, reading);
  const isSmpp = line.pco === 'smpp' || line.pco === 'sm';
  if (!isSmpp && line.flags.size > 0) reading.complain('header_only is for SMPP', 'leave it out');
  if (line.pco === 'rp') return { octets: buildRp(line, reading) };
  return { octets: isSmpp ? buildPdu(line, reading) : buildPap(line, reading) };
}

function buildShown({ sender, name, fields }: MessageLine, { names, complain }: Reading): Built {
  const does = sender === 'user' ? 'confirm' : 'inbox';
  if (name !== does) {
    const remedy = 'write handset > user inbox to=15550100001 octets=P, or user > handset confirm octets=P';
    complain(`a ${sender} does not '${name}' here`, remedy);
  }
  const said = new Map(fields.map(({ key, value }) => [key, value]));
  const odd = [...said.keys()].find((key) => !['to', 'from', 'octets'].includes(key));
  if (odd !== undefined) complain(`${name} has no '${odd}'`, 'it has to, from and octets');
  return {
    octets: evaluate(said.get('octets') ?? 'hex', names, complain),
    shown: {
      to: textOf(said.get('to') ?? SUBSCRIBER.addr, complain),
      from: textOf(said.get('from') ?? SERVICE.addr, complain),
    },
  };
}

/** What a line does with its connection. */
export function useOf(line: MessageLine): Use {
  const { sender: party, receiver: peer, pco } = line;
  const about = line.fields.find(({ key }) => key === 'push-id')?.value ?? '';
  const does = pco !== 'pap' ? 'other' : isRequest(line) ? 'request' : 'response';
  return { party, peer, pco, does, about };
}
