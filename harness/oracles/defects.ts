import type { PapMessage } from '../wire/pap/message.ts';

/** What is wrong with a PAP request, as the rows of the catalogue tell it apart. */
export type Defect =
  | 'not well-formed'
  /** An element, an attribute or an order that the model of its version does not have. */
  | 'against the model'
  | 'attribute missing'
  | 'value of no enumeration'
  /** A time that is none, a code that is none. */
  | 'other value'
  | 'no pap'
  /** Entities or an internal subset; beyond the limits of pap.md 11. */
  | 'hostile xml'
  | 'characters'
  | 'packaging'
  | 'http';

/** What is wrong with a request; empty for one that is as PAP has it. */
export function defectsOf({ http, control, problems }: PapMessage): ReadonlySet<Defect> {
  return new Set<Defect>([
    ...http.problems.map((): Defect => 'http'),
    ...problems.map((): Defect => 'packaging'),
    ...(control?.problems ?? []).map(({ field, what }) => defectOf(field, what)),
  ]);
}

/** Whether this, and nothing else, is wrong with a request. */
export function isOnly(pap: PapMessage, defect: Defect): boolean {
  const defects = defectsOf(pap);
  return defects.size === 1 && defects.has(defect);
}

function defectOf(field: string, what: string): Defect {
  if (field === 'encoding') return 'characters';
  if (field === 'doctype' || /^(?:more than|elements deeper)|entity/.test(what)) return 'hostile xml';
  if (field === 'xml') return /disallowed character/.test(what) ? 'characters' : 'not well-formed';
  if (/^the root element is/.test(what)) return 'no pap';
  if (/^missing in/.test(what)) return 'attribute missing';
  if (/is none of/.test(what)) return 'value of no enumeration';
  if (/^'.*' is no (?:YYYY|status)/.test(what)) return 'other value';
  return 'against the model';
}
