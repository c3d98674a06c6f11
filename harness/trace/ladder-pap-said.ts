import type { ControlElement } from '../wire/pap/control.ts';
import { ENTITIES, OPERATIONS } from '../wire/pap/entities.table.ts';
import type { MessageLine, Reading } from './ladder-line.ts';
import { textOf } from './ladder-words.ts';
import { nearest } from './nearest.ts';

/** The PPG that addresses name when they are written as numbers. */
const SPECIFIER = '@ppg.pushproof';

/** Names of ours for what PAP or HTTP call otherwise. */
const ALIASES: Readonly<Record<string, string>> = { notify: 'ppg-notify-requested-to' };

/** Keys of the HTTP message and of its parts. */
const HTTP_KEYS = [
  'raw',
  'method',
  'target',
  'host',
  'http-status',
  'reason',
  'header',
  'body',
  'boundary',
  'content-type',
  'application-id',
  'content-header',
  'content',
  'capabilities',
  'product-name',
  'pap-version',
] as const;
export type HttpKey = (typeof HTTP_KEYS)[number];

const REPEATABLE: ReadonlySet<string> = new Set(['address', 'header', 'content-header']);

/** What the fields of a line say, by key and sorted by whether HTTP or the control entity has them. */
export type Said = {
  readonly http: ReadonlyMap<HttpKey, readonly string[]>;
  /** Attributes of the operation and of what is in it, in their order. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly addresses: readonly string[];
};

/** The usual way to write a telephone number as a client address. */
export function addressOf(number: string): string {
  return `WAPPUSH=${number}/TYPE=PLMN${SPECIFIER}`;
}

/** Sorts a line's fields; refuses what neither HTTP nor the operation has. */
export function saidIn(line: MessageLine, { complain }: Reading): Said {
  if (line.name !== 'http' && !OPERATIONS.has(line.name)) {
    const near = nearest(line.name, OPERATIONS.keys());
    complain(
      `'${line.name}' is no PAP operation`,
      near === null ? `there are ${[...OPERATIONS.keys()].join(', ')}, and http` : `did you mean ${near}?`,
    );
  }
  const http = new Map<HttpKey, readonly string[]>();
  const attributes = new Map<string, string>();
  const addresses: string[] = [];
  const known = new Set(['address', ...elementsIn(line.name).flatMap(attributeNames)]);
  for (const { key: written, value } of line.fields) {
    const key = ALIASES[written] ?? written;
    const httpKey = HTTP_KEYS.find((own) => own === key);
    const again = attributes.has(key) || (httpKey !== undefined && http.has(httpKey));
    if (again && !REPEATABLE.has(key)) complain(`${key} is said twice`, `only ${[...REPEATABLE].join(', ')} may be`);
    if (key === 'address') addresses.push(textOf(value, complain));
    else if (known.has(key)) attributes.set(key, textOf(value, complain));
    else if (httpKey !== undefined) http.set(httpKey, [...(http.get(httpKey) ?? []), value]);
    else {
      const near = nearest(written, [...known, ...HTTP_KEYS, ...Object.keys(ALIASES), 'connection']);
      complain(
        `${line.name} has no '${written}'`,
        near === null ? `it has ${[...known, ...HTTP_KEYS].join(', ')}` : `did you mean ${near}?`,
      );
    }
  }
  return { http, attributes, addresses };
}

/** The operation and every element that may be in it, but addresses. */
function elementsIn(name: string): readonly string[] {
  return [name, ...contentOf(name).flatMap(elementsIn)];
}

function contentOf(name: string): readonly string[] {
  const content = ENTITIES.get(name)?.content;
  return content?.type === 'sequence' ? content.of.map(([child]) => child).filter((child) => child !== 'address') : [];
}

function takesAddress(name: string): boolean {
  const content = ENTITIES.get(name)?.content;
  return content?.type === 'sequence' && content.of.some(([child]) => child === 'address');
}

function attributeNames(name: string): readonly string[] {
  return (ENTITIES.get(name)?.attributes ?? []).map(([attribute]) => attribute);
}

/** The attributes of one element among those said. */
export function ownAttributes(name: string, { attributes }: Said): Readonly<Record<string, string>> {
  const own = attributeNames(name);
  return Object.fromEntries([...attributes].filter(([key]) => own.includes(key)));
}

/** Addresses go to the innermost element that takes them; an element is there when one of its attributes is said. */
export function childrenOf(name: string, said: Said): readonly ControlElement[] {
  const addresses = takesAddress(name)
    ? said.addresses.map((value) => ({
        name: 'address',
        attributes: { 'address-value': /^\+?[0-9*.-]+$/.test(value) ? addressOf(value) : value },
      }))
    : [];
  const elements = contentOf(name).flatMap((child) => {
    const attributes = ownAttributes(child, said);
    const children = childrenOf(child, said);
    return Object.keys(attributes).length + children.length === 0 ? [] : [{ name: child, attributes, children }];
  });
  return [...addresses, ...elements];
}
