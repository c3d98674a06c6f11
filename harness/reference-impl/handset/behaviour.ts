/** How the next segments are treated instead of being taken. */
export type Rule = {
  readonly kind: 'refuse' | 'ignore';
  /** Index of the segment; `null` = any. */
  readonly segment: number | null;
  /** command_status of a refusal. */
  readonly status: number;
  left: number;
};

/** What a case asked one handset to do. */
export type Behaviour = { readonly rules: Rule[]; delayMs: number };

/** Rules that a handset remembers; a case that asks for more loses the oldest. */
export const MAX_RULES = 1000;

/** A handset that behaves. */
export function makeBehaviour(): Behaviour {
  return { rules: [], delayMs: 0 };
}

/** Back to a handset that behaves: the next case may have it. */
export function clearBehaviour(behaviour: Behaviour): void {
  behaviour.rules.length = 0;
  behaviour.delayMs = 0;
}

/** Adds a rule behind those that are not used up. */
export function addRule(behaviour: Behaviour, rule: Rule): void {
  behaviour.rules.push(rule);
  if (behaviour.rules.length > MAX_RULES) behaviour.rules.shift();
}

/** The first rule for this segment, once less from now on; `null`: the segment is taken. */
export function takeRule({ rules }: Behaviour, segment: number): Rule | null {
  const at = rules.findIndex((rule) => rule.segment === null || rule.segment === segment);
  const rule = rules[at];
  if (rule === undefined) return null;
  rule.left -= 1;
  if (rule.left === 0) rules.splice(at, 1);
  return rule;
}

/** command_status by word or number (sms.md 8.2). */
export function refusalStatus(status: unknown): number {
  if (typeof status === 'number') return status;
  return status === 'permanent' ? RX_P_APPN : RX_T_APPN;
}

const RX_T_APPN = 0x64;
const RX_P_APPN = 0x65;
