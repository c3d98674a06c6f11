import type { Verb } from '../core/actor.ts';
import type { Step } from '../core/case.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fault } from '../faults/define.ts';
import { didYouMean } from './nearest.ts';
import { SHARE_OF_WINDOW } from './case-steps.ts';
import { SHARE_OF_TIMER } from './share-of-timer.ts';
import { schemaOf, type Schema } from './schema.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { PlacedYaml, YamlPath } from './yaml-place.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** Where a fault can sit. */
const LINKS = ['sm', 'rp', 'smpp', 'pap', 'ppg>smsc', 'smsc>ppg', 'smsc>handset', 'handset>smsc', 'pi>ppg', 'ppg>pi'];
/** Every link can spare its first messages and tire of harming them. */
const ANY_FAULT = ['skip', 'times'];
const LINK_FAULT = 'link.fault';

/** Compiled once for each verb and fault. */
const schemas = new WeakMap<object, Schema<Arguments>>();

/** The step at an index of a case's `steps`; throws `UsageError` for an unknown verb or fault, and for arguments that it does not take. */
export function stepOf(yaml: PlacedYaml, index: number, { verbs, faults }: Vocabulary): Step {
  const [name, written] = onlyEntry(yaml, index);
  const path: YamlPath = ['steps', index, name];
  const value = written ?? {};
  const [actor = '', verb = ''] = name.split('.');
  if (name === LINK_FAULT) return { actor, verb, arguments: faultArguments(yaml, value, path, faults) };
  const named = new Map<string, Verb>(
    [...verbs].flatMap(([role, its]) => Object.entries(its).map(([one, itself]) => [`${role}.${one}`, itself])),
  );
  const known = named.get(name);
  if (known === undefined) {
    const place = yaml.placeOfKey(['steps', index], name);
    throw new UsageError(place, `unknown step ${name}`, didYouMean(name, [...named.keys(), LINK_FAULT], 'Steps'));
  }
  return { actor, verb, arguments: verbSchema(known).check(yaml, value, path) };
}

/** The schema of a case has made sure that there is just one. */
function onlyEntry(yaml: PlacedYaml, index: number): readonly [string, unknown] {
  const { steps } = yaml.value as { readonly steps: readonly Arguments[] };
  return Object.entries(steps[index] ?? {})[0] ?? ['', null];
}

function faultArguments(
  yaml: PlacedYaml,
  value: unknown,
  path: YamlPath,
  faults: ReadonlyMap<string, Fault>,
): Arguments {
  const use = typeof value === 'object' && value !== null && 'use' in value ? String(value.use) : null;
  const fault = use === null ? undefined : faults.get(use);
  if (use !== null && fault === undefined) {
    throw new UsageError(
      yaml.placeOf([...path, 'use']),
      `unknown fault ${use}`,
      didYouMean(use, [...faults.keys()], 'Faults'),
    );
  }
  return faultSchema(fault ?? NO_FAULT).check(yaml, value, path);
}

/** For the message when `use` is missing. */
const NO_FAULT: Fault = { summary: '', options: {}, apply: (transit) => [transit] };

/** A number; of a duration also a share of one of the profile's timers, of a count also one by its window. */
function optionSchema(name: string): Schemas {
  const plain = { type: 'number', minimum: 0 };
  if (ANY_FAULT.includes(name)) return { anyOf: [plain, { type: 'string', pattern: SHARE_OF_WINDOW.source }] };
  if (!name.endsWith('Us')) return plain;
  return { anyOf: [plain, { type: 'string', pattern: SHARE_OF_TIMER.source }] };
}

type Schemas = Readonly<Record<string, unknown>>;

function verbSchema(verb: Verb): Schema<Arguments> {
  const made = schemas.get(verb) ?? schemaOf<Arguments>(verb.schema);
  schemas.set(verb, made);
  return made;
}

function faultSchema(fault: Fault): Schema<Arguments> {
  const known = schemas.get(fault);
  if (known !== undefined) return known;
  const options = [...Object.keys(fault.options), ...ANY_FAULT].map((name) => [name, optionSchema(name)] as const);
  const made = schemaOf<Arguments>({
    type: 'object',
    required: ['on', 'use'],
    additionalProperties: false,
    properties: {
      on: { enum: LINKS, description: `Write on: and the link: ${LINKS.join(', ')}.` },
      use: { type: 'string', description: 'Write use: and the fault; pushproof list faults names them.' },
      ...Object.fromEntries(options),
    },
  });
  schemas.set(fault, made);
  return made;
}
