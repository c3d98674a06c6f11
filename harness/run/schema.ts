import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { UsageError } from '../core/usage-error.ts';
import { didYouMean } from './nearest.ts';
import type { PlacedYaml, YamlPath } from './yaml-place.ts';

/** Checks a value, or a part of a YAML document, against a JSON schema. */
export type Schema<T> = {
  /** The value at `path`, when it fits; throws `UsageError` with the place of the first thing that does not. */
  readonly check: (yaml: PlacedYaml, value: unknown, path: YamlPath) => T;
};

/** Strict, but for `required` beside `not` and `anyOf`, where it says which keys exclude or replace each other. */
const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false, allowUnionTypes: true });
const compiled = new Map<string, ValidateFunction>();

/** The schema in a file beside this one; compiled once. */
export function schemaFile<T>(name: string): Schema<T> {
  const known = compiled.get(name);
  if (known !== undefined) return checker<T>(known);
  const text = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
  const validate = ajv.compile(JSON.parse(text) as Record<string, unknown>);
  compiled.set(name, validate);
  return checker<T>(validate);
}

/** A schema that is data of ours: a verb's arguments, a fault's options. */
export function schemaOf<T>(schema: Readonly<Record<string, unknown>>): Schema<T> {
  return checker<T>(ajv.compile(schema));
}

function checker<T>(validate: ValidateFunction): Schema<T> {
  return {
    check: (yaml, value, path) => {
      if (!validate(value)) throw firstOf(yaml, path, validate.errors ?? []);
      return value as T;
    },
  };
}

/** One message for the first mistake in the file. */
function firstOf(yaml: PlacedYaml, path: YamlPath, errors: readonly ErrorObject[]): UsageError {
  const placed = errors.map((error) => described(yaml, path, error)).sort((a, b) => inOrder(a.place, b.place));
  const [first] = placed;
  return first ?? new UsageError(yaml.placeOf(path), 'does not fit its schema', 'Compare it with the schema.');
}

function inOrder(a: string, b: string): number {
  const [lineA = 0, columnA = 0] = a.split(':').slice(-2).map(Number);
  const [lineB = 0, columnB = 0] = b.split(':').slice(-2).map(Number);
  return lineA - lineB || columnA - columnB;
}

type Part = { readonly properties?: Readonly<Record<string, unknown>>; readonly description?: string };

/** A mistake in words. Values are named only where they are one of a list: another one may be a secret. */
function described(yaml: PlacedYaml, path: YamlPath, error: ErrorObject): UsageError {
  const inner = error.instancePath.split('/').slice(1).map(unescapePointer);
  const at = [...path, ...inner];
  const part = (error.parentSchema ?? {}) as Part;
  const params = error.params as Readonly<Record<string, unknown>>;
  const name = inner.length === 0 ? 'this' : inner.filter((step) => !/^\d+$/.test(step)).join('.') || 'this';
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(part.properties ?? {});
      return new UsageError(yaml.placeOfKey(at, key), `unknown key ${key}`, didYouMean(key, known, 'Keys here'));
    }
    case 'required': {
      const key = String(params['missingProperty']);
      return new UsageError(
        yaml.placeOf(at),
        `the key ${key} is missing`,
        remedyOf(part.properties?.[key], `Add ${key}.`),
      );
    }
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
      const value = String(error.data);
      return new UsageError(
        yaml.placeOf(at),
        `${name}: unknown value ${value}`,
        didYouMean(value, allowed, 'Known values'),
      );
    }
    case 'type': {
      const what = `${name} must be ${nounOf(params['type'])}, not ${kindOf(error.data)}`;
      return new UsageError(yaml.placeOf(at), what, remedyOf(part, quoteHint(params['type'], error.data)));
    }
    default:
      return new UsageError(
        yaml.placeOf(at),
        `${name} ${error.message ?? 'does not fit'}`,
        remedyOf(part, 'Correct it.'),
      );
  }
}

function remedyOf(part: unknown, otherwise: string): string {
  const description = (part as Part | undefined)?.description;
  return description ?? otherwise;
}

function quoteHint(wanted: unknown, data: unknown): string {
  return wanted === 'string' && typeof data === 'number' ? "Write it in quotes: '…'." : 'Correct it.';
}

function nounOf(type: unknown): string {
  const nouns: Readonly<Record<string, string>> = {
    object: 'a map (key: value)',
    array: 'a list',
    string: 'a string',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    null: 'null',
  };
  const types = Array.isArray(type) ? (type as readonly unknown[]) : [type];
  return types.map((one) => nouns[String(one)] ?? String(one)).join(' or ');
}

function kindOf(data: unknown): string {
  if (data === null || data === undefined) return 'empty';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object') return 'a map';
  if (typeof data === 'number') return Number.isInteger(data) ? 'a whole number' : 'a number';
  return typeof data === 'boolean' ? 'true or false' : 'a string';
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
