import type { Element } from './xml.ts';

type Rule = {
  /** What the names of its children, each with a comma behind it, must match. */
  readonly children: RegExp;
  readonly required: readonly string[];
  /** Attributes, with the values they may have; `null` = any. */
  readonly attributes: Readonly<Record<string, readonly string[] | null>>;
};

const BOOLEAN = ['true', 'false'];
const NOTHING = /^$/;
const ADDRESSES = /^(address,)*$/;

/** What a PI may send (PAP 2.0), written from the sheets and not from pushproof's table. */
const RULES: Readonly<Record<string, Rule>> = {
  pap: {
    children: /^(push-message|cancel-message|statusquery-message|ccq-message),$/,
    required: [],
    attributes: { 'product-name': null },
  },
  'push-message': {
    children: /^(address,)+(quality-of-service,)?$/,
    required: ['push-id'],
    attributes: {
      'push-id': null,
      'replace-push-id': null,
      'replace-method': ['pending-only', 'all'],
      'deliver-before-timestamp': null,
      'deliver-after-timestamp': null,
      'source-reference': null,
      'progress-notes-requested': BOOLEAN,
      'ppg-notify-requested-to': null,
    },
  },
  address: { children: NOTHING, required: ['address-value'], attributes: { 'address-value': null } },
  'quality-of-service': {
    children: NOTHING,
    required: [],
    attributes: {
      priority: ['high', 'medium', 'low'],
      'delivery-method': ['confirmed', 'preferconfirmed', 'unconfirmed', 'notspecified'],
      network: null,
      'network-required': BOOLEAN,
      bearer: null,
      'bearer-required': BOOLEAN,
    },
  },
  'cancel-message': { children: ADDRESSES, required: ['push-id'], attributes: { 'push-id': null } },
  'statusquery-message': { children: ADDRESSES, required: ['push-id'], attributes: { 'push-id': null } },
  'ccq-message': { children: /^address,$/, required: [], attributes: { 'query-id': null, 'app-id': null } },
  si: { children: /^indication,(info,)?$/, required: [], attributes: {} },
  indication: {
    children: NOTHING,
    required: [],
    attributes: { href: null, 'si-id': null, created: null, 'si-expires': null, action: null },
  },
};

/** Whether a document keeps to the model, all the way down. */
export function isValid({ name, attributes, children }: Element): boolean {
  const rule = RULES[name];
  if (rule === undefined || !rule.children.test(children.map((child) => `${child.name},`).join(''))) return false;
  if (rule.required.some((key) => !attributes.has(key))) return false;
  for (const [key, value] of attributes) {
    const values = rule.attributes[key];
    if (values === undefined || (values !== null && !values.includes(value))) return false;
  }
  return children.every(isValid);
}
