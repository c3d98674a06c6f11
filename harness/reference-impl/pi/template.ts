import { assert } from '../../core/assert.ts';
import { fromHex, latin1 } from '../../wire/octets.ts';
import { escapeXml } from '../../wire/pap/xml.ts';

/** What the names in a template stand for, in text. */
export type Facts = Readonly<Record<string, string>>;

/** Longest text that one template may become. */
const MAX_EXPANDED = 4_194_304;

const PLACEHOLDER = /\{(?:(\d{1,7})\*([^{}]*)|hex ((?:[0-9A-Fa-f]{2})+)|([a-z][a-z0-9 -]*))\}/g;

/**
 * A text of a case as octets, one a character: `{push-id}` and the other names of `facts`, `{hex 00ff}` for octets that
 * YAML cannot have, `{1000*<a>}` for the same text so many times. What else there is goes out in UTF-8.
 */
export function expand(template: string, facts: Facts): string {
  const written = latin1(new TextEncoder().encode(template));
  return written.replace(
    PLACEHOLDER,
    (_, times: string | undefined, what: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (hex !== undefined) return latin1(fromHex(hex));
      if (times !== undefined) {
        const octets = Number(times) * (what ?? '').length;
        assert(octets <= MAX_EXPANDED, `a text of a case has at most ${MAX_EXPANDED} octets`);
        return (what ?? '').repeat(Number(times));
      }
      const fact = facts[name ?? ''];
      assert(
        fact !== undefined,
        `a case writes one of ${Object.keys(facts).join(', ')} between braces, not ${name ?? ''}`,
      );
      return fact;
    },
  );
}

export type FactSources = {
  readonly pushId: string;
  /** push-id of the last push to the first recipient; '' where there was none. */
  readonly last: string;
  readonly addresses: readonly string[];
  readonly numbers: readonly string[];
  readonly specifier: string;
  readonly notifyUrl: string;
  /** Below it whatever is fetched is a mistake of the one who fetches. */
  readonly trapUrl: string;
  readonly host: string;
  readonly path: string;
  /** The value of the Authorization header, `null` = none is sent. */
  readonly authorization: string | null;
  /** UTC so many seconds from now. */
  readonly utcIn: (seconds: number) => string;
};

/** What a case can write between braces; of several recipients the second is `{address 2}`. */
export function factsOf({
  pushId,
  last,
  addresses,
  numbers,
  specifier,
  notifyUrl,
  utcIn,
  ...rest
}: FactSources): Facts {
  const [first = ''] = addresses;
  return {
    'push-id': pushId,
    last,
    address: first,
    number: numbers[0] ?? '',
    ...Object.fromEntries(addresses.map((address, at) => [`address ${at + 1}`, address])),
    ...Object.fromEntries(numbers.map((number, at) => [`number ${at + 1}`, number])),
    'dotted number': dotted(numbers[0] ?? ''),
    specifier,
    'notify with query': escapeXml(
      `${notifyUrl}${notifyUrl.includes('?') ? '&' : '?'}of=${numbers[0] ?? ''}&as=result`,
    ),
    notify: escapeXml(notifyUrl),
    'notify-url': notifyUrl,
    trap: `${rest.trapUrl}/${first}`,
    'trap-host': rest.trapUrl.replace(/^http:\/\/([^/]*).*$/, '$1'),
    host: rest.host,
    path: rest.path,
    /** A whole header line, or nothing. */
    credentials: rest.authorization === null ? '' : `Authorization: ${rest.authorization}\r\n`,
    'in an hour': utcIn(3_600),
    'in a minute': utcIn(60),
    'an hour ago': utcIn(-3_600),
    yesterday: utcIn(-86_400),
    tomorrow: utcIn(86_400),
  };
}

/** A number as people write it, with each separator of the grammar. */
function dotted(digits: string): string {
  return `${digits.slice(0, 1)}-${digits.slice(1, 4)}.${digits.slice(4, 8)}-${digits.slice(8)}`;
}
