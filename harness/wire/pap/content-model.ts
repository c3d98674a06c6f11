import { exhaustive } from '../../core/assert.ts';
import type { Problem } from '../octets.ts';

/** An element of a document that a model can be held against; `offset` where there is one. */
export type Node = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Node | string)[];
  readonly offset?: number;
};

export type ValueKind =
  | { readonly type: 'cdata' }
  | { readonly type: 'oneOf'; readonly values: readonly string[] }
  /** `YYYY-MM-DDThh:mm:ssZ`, a date of the calendar. */
  | { readonly type: 'dateTime' }
  /** Four digits, the first of them a class 1 to 5. */
  | { readonly type: 'statusCode' };

/** R = required, O = optional; `since` = not in versions before. */
export type AttributeRow = readonly [name: string, kind: ValueKind, presence: 'R' | 'O', since?: string];

/** How often, as in a DTD; `1` = exactly once. */
export type Occurs = '1' | '?' | '*' | '+';

export type Content =
  | { readonly type: 'empty' }
  | { readonly type: 'text' }
  | { readonly type: 'sequence'; readonly of: readonly (readonly [name: string, occurs: Occurs])[] }
  /** One or more, of any of these. */
  | { readonly type: 'choice'; readonly of: readonly string[] };

/** `clause` is where the element is defined. */
export type ElementModel = {
  readonly clause: string;
  readonly content: Content;
  readonly attributes: readonly AttributeRow[];
};
export type Model = ReadonlyMap<string, ElementModel>;

export type CheckOptions = {
  /** Attributes without a row: an error, or somebody's extension. */
  readonly extraAttributes: 'refused' | 'ignored';
  /** Which rows with `since` exist. */
  readonly has: (since: string) => boolean;
};

/** What an element and all below it have that the model does not allow, or lack that it requires. */
export function checkElement(element: Node, model: Model, options: CheckOptions): readonly Problem[] {
  const offset = element.offset ?? 0;
  const row = model.get(element.name);
  if (row === undefined) return [{ field: element.name, offset, what: 'is no element of this document type' }];
  const nodes = element.children.filter((child) => typeof child !== 'string');
  const strayText =
    row.content.type !== 'text' && element.children.some((child) => typeof child === 'string' && !isBlank(child));
  return [
    ...checkAttributes(element, row, options).map(([field, what]) => ({ field, offset, what })),
    ...(strayText ? [{ field: element.name, offset, what: 'has text' }] : []),
    ...checkContent(nodes, row.content).map((what) => ({ field: element.name, offset, what })),
    ...nodes.flatMap((node) => (model.has(node.name) ? checkElement(node, model, options) : [])),
  ];
}

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

function checkAttributes(
  element: Node,
  row: ElementModel,
  options: CheckOptions,
): readonly (readonly [field: string, what: string])[] {
  const rows = row.attributes.filter(([, , , since]) => since === undefined || options.has(since));
  const names = new Set(rows.map(([name]) => name));
  const extra = Object.keys(element.attributes).filter(
    (name) => !names.has(name) && options.extraAttributes === 'refused',
  );
  return [
    ...extra.map((name) => [name, `is no attribute of ${element.name}`] as const),
    ...rows.flatMap(([name, kind, presence]) => {
      const value = Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;
      if (value === undefined) return presence === 'R' ? [[name, `missing in ${element.name}`] as const] : [];
      const what = valueProblem(kind, value);
      return what === null ? [] : [[name, what] as const];
    }),
  ];
}

function checkContent(nodes: readonly Node[], content: Content): readonly string[] {
  const names = nodes.map(({ name }) => name);
  switch (content.type) {
    case 'empty':
    case 'text':
      return names.slice(0, 1).map((name) => `has an element '${name}'`);
    case 'choice': {
      const other = names.find((name) => !content.of.includes(name));
      if (other !== undefined) return [`has an element '${other}'`];
      return names.length === 0 ? [`lacks ${content.of.join(' or ')}`] : [];
    }
    case 'sequence': {
      const complaints: string[] = [];
      let at = 0;
      for (const [name, occurs] of content.of) {
        const from = at;
        while (names[at] === name) at += 1;
        if (at === from && (occurs === '1' || occurs === '+')) complaints.push(`lacks ${name} in its place`);
        if (at - from > 1 && (occurs === '1' || occurs === '?')) complaints.push(`has ${at - from} of ${name}`);
      }
      const [left] = names.slice(at);
      return left === undefined ? complaints : [...complaints, `has an element '${left}' out of place`];
    }
    default:
      return exhaustive(content);
  }
}

function valueProblem(kind: ValueKind, value: string): string | null {
  const shown = `'${value.slice(0, 40)}'`;
  switch (kind.type) {
    case 'cdata':
      return null;
    case 'oneOf':
      return kind.values.includes(value) ? null : `${shown} is none of ${kind.values.join(', ')}`;
    case 'dateTime':
      return isDateTime(value) ? null : `${shown} is no YYYY-MM-DDThh:mm:ssZ`;
    case 'statusCode':
      return /^[1-5]\d{3}$/.test(value) ? null : `${shown} is no status code`;
    default:
      return exhaustive(kind);
  }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether it is `YYYY-MM-DDThh:mm:ssZ` and names a time that exists (no leap seconds). */
export function isDateTime(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = (DAYS[month - 1] ?? 0) + (month === 2 && leap ? 1 : 0);
  return day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
}
