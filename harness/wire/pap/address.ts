/** A client address as read. `problem` says what the grammar of PPG 6.1 does not allow; the rest is what could be read. */
export type PushAddress = {
  /** Between `WAPPUSH=` and the next `/`. */
  readonly value: string;
  /** In the grammar's spelling where it is one of its types. */
  readonly type: string;
  /** Of a PLMN address: its digits, without `+` and separators. */
  readonly digits: string | null;
  /** The PPG's domain name, where one is given. */
  readonly specifier: string | null;
  readonly problem: string | null;
};

/** Characters of an address that are looked at. */
const MAX_ADDRESS_CHARACTERS = 1_024;

/** PPG 6.1 and the bearer address names of WDP, appendix C. */
export const ADDRESS_TYPES = [
  'PLMN',
  'IPv4',
  'IPv6',
  'USER',
  'GSM_MSISDN',
  'ANSI_136_MSISDN',
  'IS_637_MSISDN',
  'iDEN_MSISDN',
  'FLEX_MSISDN',
  'PHS_MSISDN',
  'GSM_Service_Code',
  'TETRA_ITSI',
  'TETRA_MSISDN',
  'ReFLEX_MSIDDN',
  'MAN',
] as const;

const ESCAPED = /^(?:[A-Za-z0-9+\-._]|%[0-9A-Fa-f]{2})+$/;
const VALUES: Readonly<Record<string, RegExp>> = {
  PLMN: /^\+[0-9.-]*[0-9][0-9.-]*$/,
  IPv4: /^\d{1,3}(?:\.\d{1,3}){3}$/,
  IPv6: /^[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}$/,
};
const SPECIFIER = /^[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9][A-Za-z0-9-]*)*$/;
const KEYWORD = /^[A-Za-z0-9-]+$/;
const QUALIFIER = /^[\x20-\x7e]*$/;

/**
 * Reads a client address (PPG 6.1). Keywords in any case, no ppg-specifier, a slash before `/` and before `@`, and
 * separators in numbers are read without a problem; a number without `+` is read too, with one (AMB-37).
 */
export function parseAddress(value: string): PushAddress {
  if (value.length > MAX_ADDRESS_CHARACTERS) return nothing('longer than 1024 characters');
  const at = value.lastIndexOf('@');
  const hasSpecifier = at !== -1 && !/[/=]/.test(value.slice(at));
  const specifier = hasSpecifier ? value.slice(at + 1) : null;
  const client = value.slice(value.startsWith('/') ? 1 : 0, hasSpecifier ? at : undefined);
  const [first = '', ...fields] = (hasSpecifier && client.endsWith('/') ? client.slice(0, -1) : client).split('/');
  if (!/^wappush=/i.test(first)) return nothing('does not begin with WAPPUSH=');
  const clientValue = first.slice('WAPPUSH='.length);
  const last = fields.at(-1) ?? '';
  if (!/^type=/i.test(last)) return { ...nothing('does not end in /TYPE='), value: clientValue, specifier };
  const stated = last.slice('TYPE='.length);
  const type = ADDRESS_TYPES.find((one) => one.toLowerCase() === stated.toLowerCase()) ?? stated;
  const digits = type === 'PLMN' && /^\+?[0-9.-]*$/.test(clientValue) ? clientValue.replace(/[+.-]/g, '') : '';
  return {
    value: clientValue,
    type,
    digits: digits === '' ? null : digits,
    specifier,
    problem: valueProblem(clientValue, type) ?? fieldProblem(fields.slice(0, -1)) ?? specifierProblem(specifier),
  };
}

function nothing(problem: string): PushAddress {
  return { value: '', type: '', digits: null, specifier: null, problem };
}

function valueProblem(value: string, type: string): string | null {
  if (!ADDRESS_TYPES.some((one) => one === type)) return `'${type.slice(0, 40)}' is no address type`;
  return (VALUES[type] ?? ESCAPED).test(value) ? null : `'${value.slice(0, 40)}' is no ${type} address`;
}

function fieldProblem(fields: readonly string[]): string | null {
  const odd = fields.find((field) => {
    const [keyword = '', qualifier, ...more] = field.split('=');
    return qualifier === undefined || more.length > 0 || !KEYWORD.test(keyword) || !QUALIFIER.test(qualifier);
  });
  return odd === undefined ? null : `'${odd.slice(0, 40)}' is no keyword=qualifier`;
}

function specifierProblem(specifier: string | null): string | null {
  return specifier === null || SPECIFIER.test(specifier) ? null : `'${specifier.slice(0, 40)}' is no domain name`;
}
