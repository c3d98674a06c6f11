/** Ends the reading of a ladder with the line, what is wrong in it, and the remedy. */
export type Complain = (what: string, remedy: string) => never;

/** `key=value` as written; `value` still quoted. A key may occur again. */
export type Field = { readonly key: string; readonly value: string };

/** Longest line of a ladder, in characters. */
export const MAX_LINE_CHARACTERS = 400_000;

const KEY = /^([A-Za-z0-9][A-Za-z0-9_.-]*)=(.*)$/s;
const QUOTABLE = /[\s"#\\]|^$|[^\x20-\x7e]/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The words of a line: cut at blanks, not inside quotes; a word that begins with `#` ends the line. */
export function wordsOf(line: string, complain: Complain): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quoted && char === '\\') {
      word += char + line.charAt(at + 1);
      at += 1;
    } else if (char === '"') {
      quoted = !quoted;
      word += char;
    } else if (!quoted && /\s/.test(char)) {
      if (word !== '') words.push(word);
      word = '';
    } else if (!quoted && char === '#' && word === '') break;
    else word += char;
  }
  if (quoted) complain('a quotation does not end', 'close it with "; inside, write \\" for a quotation mark');
  if (word !== '') words.push(word);
  return words;
}

/** Words as fields and flags; a word that begins neither belongs to the value before it. */
export function fieldsOf(
  words: readonly string[],
  flags: ReadonlySet<string>,
  complain: Complain,
): { readonly fields: readonly Field[]; readonly flags: ReadonlySet<string> } {
  const fields: { key: string; value: string }[] = [];
  const raised = new Set<string>();
  for (const word of words) {
    const [, key, value] = KEY.exec(word) ?? [];
    const last = fields.at(-1);
    if (key !== undefined && value !== undefined) fields.push({ key, value });
    else if (flags.has(word)) raised.add(word);
    else if (last !== undefined) last.value += ` ${word}`;
    else complain(`'${word}' is no field`, `write key=value${flags.size > 0 ? `, or ${[...flags].join(', ')}` : ''}`);
  }
  return { fields, flags: raised };
}

/** The text a value stands for: itself, or what its quotation says. */
export function textOf(value: string, complain: Complain): string {
  if (!value.startsWith('"')) {
    if (/\s/.test(value)) {
      complain(`'${value}' has blanks`, 'put text with blanks in quotation marks; or is a field name misspelt?');
    }
    return value;
  }
  if (value.length < 2 || !value.endsWith('"')) complain(`${value} goes on after its quotation`, 'write one quotation');
  return value.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|.)/gs, (escape, what: string) => {
    const char = what.startsWith('x') ? String.fromCharCode(Number.parseInt(what.slice(1), 16)) : ESCAPES[what];
    return char ?? complain(`${escape} is no escape`, 'there are \\n \\r \\t \\" \\\\ and \\xNN');
  });
}

/** Text as a value: bare where that is unmistakable, else quoted. */
export function valueOf(text: string): string {
  return QUOTABLE.test(text) || /^hex$/.test(text) ? quote(text) : text;
}

/** Text in quotation marks, control and 8-bit characters escaped. */
export function quote(text: string): string {
  const escaped = text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, (char) => {
    if (char.charCodeAt(0) > 0xff) return char;
    const short = Object.entries(ESCAPES).find(([, plain]) => plain === char)?.[0];
    return short === undefined ? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}` : `\\${short}`;
  });
  return `"${escaped}"`;
}

/** A number as people write it: decimal, or hex after `0x`. */
export function numberOf(value: string, key: string, complain: Complain): number {
  if (!/^(\d+|0x[0-9a-fA-F]+)$/.test(value)) complain(`${key}=${value} is no number`, 'write 7 or 0x07');
  const number = Number(value);
  if (number > 0xffff_ffff) complain(`${key}=${value} is above 0xffffffff`, 'SMPP has no larger integers');
  return number;
}
