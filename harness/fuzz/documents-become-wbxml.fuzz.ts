import fc from 'fast-check';
import { escapeXml } from '../wire/pap/xml.ts';
import { defineFuzzer, step } from './define.ts';

const PREFIXES = ['http://', 'http://www.', 'https://', 'https://www.'] as const;
const DOMAINS = ['.com/', '.edu/', '.net/', '.org/'] as const;
const ROOTS = ['si', 'sl', 'co', 'emn'] as const;
const LAST_DAY = 28;

const word = fc.string({
  unit: fc.constantFrom(...Array.from('abcXYZ0189-_.~ &<>"\'éß推送😀')),
  minLength: 1,
  maxLength: 24,
});
const name = fc.string({ unit: fc.constantFrom(...Array.from('abcdefgh0189-')), minLength: 1, maxLength: 12 });
const url = fc
  .tuple(fc.constantFrom(...PREFIXES, 'ftp://', 'wtai:'), name, fc.constantFrom(...DOMAINS, '.com', '.example/'), word)
  .map((parts) => parts.join(''));
/** Zeros at the end, in the middle and nowhere: of a time that exists. */
const two = (max: number): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(0, 10), fc.nat({ max })).map((number) => String(number).padStart(2, '0'));
const date = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: LAST_DAY }), two(23), two(59), two(59))
  .map(([month, day, hour, minute, second]) => {
    const days = [month, day].map((number) => String(number).padStart(2, '0')).join('-');
    return `20${String(day).padStart(2, '0')}-${days}T${hour}:${minute}:${second}Z`;
  });

type Attributes = Readonly<Record<string, string | undefined>>;

function element(tag: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(value)}"`],
  );
  return `<${tag}${written.join('')}${content === '' ? '/>' : `>${content}</${tag}>`}`;
}

const indication = fc
  .record(
    {
      href: url,
      'si-id': word,
      created: date,
      'si-expires': date,
      action: fc.constantFrom('signal-none', 'signal-low', 'signal-medium', 'signal-high'),
    },
    { requiredKeys: ['href'] },
  )
  .chain((attributes) => word.map((text) => element('si', {}, element('indication', attributes, escapeXml(text)))));
const loading = fc
  .record({ href: url, action: fc.constantFrom('execute-low', 'execute-high', 'cache') }, { requiredKeys: ['href'] })
  .map((attributes) => element('sl', attributes, ''));
const operation = fc
  .array(fc.tuple(fc.constantFrom('invalidate-object', 'invalidate-service'), url), { minLength: 1, maxLength: 5 })
  .map((all) => element('co', {}, all.map(([tag, uri]) => element(tag, { uri }, '')).join('')));
const notice = fc
  .record({
    mailbox: fc
      .tuple(fc.constantFrom('mailat:', 'pop://', 'imap://', 'http://www.'), word)
      .map((parts) => parts.join('')),
    timestamp: date,
  })
  .map((attributes) => element('emn', attributes, ''));

/** Every kind of document with every prefix, domain and kind of date, in text that has to be escaped. */
export default defineFuzzer({
  kind: 'cases',
  title: 'A document in text form becomes WBXML of the same elements, attributes and text',
  requirements: ['OTA-005', 'OTA-006', 'OTA-001', 'OTA-002'],
  runs: 2_000,
  suite: 'ota',
  classes: ROOTS,
  cases: fc.oneof(indication, loading, operation, notice).map((document) => ({
    variant: '',
    transactionMs: null,
    classes: [/^<([a-z]+)/.exec(document)?.[1] ?? ''],
    steps: [step('pi.push', { to: 'A', document }), step('pi.await', { notifications: 1, withinMs: 5_000 })],
  })),
});
