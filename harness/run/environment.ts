import { UsageError } from '../core/usage-error.ts';
import type { PlacedYaml, YamlPath } from './yaml-place.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The document's value with `${NAME}` in its strings replaced; throws `UsageError` with the place of a variable that is not set. */
export function expanded(yaml: PlacedYaml, environment: Environment): unknown {
  const expand = (value: unknown, path: YamlPath): unknown => {
    if (typeof value === 'string') return expandText(value, environment, () => yaml.placeOf(path));
    if (Array.isArray(value)) return value.map((item: unknown, index) => expand(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, [...path, key])]));
  };
  return expand(yaml.value, []);
}

/** In the credentials of a URL a value is percent-encoded, so that a password may hold any character. */
function expandText(text: string, environment: Environment, place: () => string): string {
  const credentials = /^[a-z]+:\/\/.*@/i.exec(text)?.[0].length ?? 0;
  return text.replace(VARIABLE, (_, name: string, offset: number) => {
    const value = environment[name];
    if (value === undefined) {
      throw new UsageError(place(), `the environment variable ${name} is not set`, `Set it: export ${name}=…`);
    }
    return offset < credentials ? encodeURIComponent(value) : value;
  });
}
