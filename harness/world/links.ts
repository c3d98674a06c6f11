import type { Rng } from '../core/rng.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fault, Transit } from '../faults/define.ts';
import type { Message } from '../trace/event.ts';

/** Which messages a fault is for: all of a chain, or those of one case on shared sessions. */
export type Scope = (message: Message) => boolean;

/** All messages of a chain. */
export const EVERYTHING: Scope = () => true;

/** Misbehaving links of one chain. */
export type Links = {
  /**
   * From now on. `on` is an interface (`sm`, `rp`, `smpp`, `pap`, `fetch`: both directions) or one direction of it
   * (`smsc>handset`). Beside the fault's own options: `skip` = messages left alone first, `times` = how many are harmed at
   * most. The fault `none` heals the link. All of it for the messages of one scope only, which is whose the fault is.
   */
  readonly set: (on: string, name: string, options: Readonly<Record<string, number>>, scope: Scope) => void;
  /** Heals every link of what was set for this scope. */
  readonly heal: (scope: Scope) => void;
  /** What becomes of a message that was sent, and through which faults. */
  readonly apply: (message: Message) => { readonly transits: readonly Transit[]; readonly faults: readonly string[] };
};

/** PDUs that keep a session up: they pass, so that a lossy link loses pushes and not binds. */
const SESSION_PDU = /^(bind_|unbind|enquire_link|outbind)/;

const ON = /^(?:pap|smpp|sm|rp|fetch|[a-z]+>[a-z]+)$/;

type Rule = {
  readonly on: string;
  readonly name: string;
  readonly fault: Fault;
  readonly options: Readonly<Record<string, number>>;
  readonly scope: Scope;
  leftAlone: number;
  harmed: number;
};

/** Sound links, until a fault is set. */
export function makeLinks(known: ReadonlyMap<string, Fault>, rng: Rng): Links {
  let rules: readonly Rule[] = [];
  return {
    set: (on, name, options, scope) => {
      if (!ON.test(on))
        throw new UsageError(
          'link.fault',
          `no link ${on}`,
          'on: pap, smpp, sm, rp, fetch, or a direction as smsc>handset',
        );
      if (name === 'none') {
        rules = rules.filter((rule) => rule.on !== on || rule.scope !== scope);
        return;
      }
      const fault = known.get(name);
      if (fault === undefined)
        throw new UsageError('link.fault', `no fault ${name}`, `faults: none, ${[...known.keys()].join(', ')}`);
      const allowed = ['skip', 'times', ...Object.keys(fault.options)];
      const wrong = Object.entries(options).find(([option, value]) => !allowed.includes(option) || !(value >= 0));
      if (wrong !== undefined) {
        throw new UsageError(
          'link.fault',
          `${name}: ${wrong[0]} = ${wrong[1]}`,
          `options, at least 0: ${allowed.join(', ')}`,
        );
      }
      rules = [...rules, { on, name, fault, options, scope, leftAlone: 0, harmed: 0 }];
    },
    heal: (scope) => {
      rules = rules.filter((rule) => rule.scope !== scope);
    },
    apply: (message) => {
      let transits: readonly Transit[] = [{ octets: message.octets, afterUs: 0 }];
      if (rules.length === 0) return { transits, faults: [] };
      const faults: string[] = [];
      for (const rule of rules.filter((each) => meets(each, message))) {
        if (rule.leftAlone < (rule.options['skip'] ?? 0)) {
          rule.leftAlone += 1;
          continue;
        }
        if (rule.harmed >= (rule.options['times'] ?? Number.POSITIVE_INFINITY)) continue;
        const after = transits.flatMap((transit) => rule.fault.apply(transit, rule.options, rng));
        const unchanged = after.length === transits.length && after.every((transit, i) => transit === transits[i]);
        if (unchanged) continue;
        rule.harmed += 1;
        faults.push(rule.name);
        transits = after;
      }
      return { transits, faults };
    },
  };
}

function meets(rule: Rule, message: Message): boolean {
  if (rule.on !== message.pco && rule.on !== `${message.party}>${message.peer}`) return false;
  if (message.message.kind === 'smpp' && SESSION_PDU.test(message.message.name)) return false;
  return rule.scope(message);
}
