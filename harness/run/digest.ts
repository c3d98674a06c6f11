import { createHash } from 'node:crypto';

/** `sha256:` and the digest of a value's JSON, so that a comment or a line break in its file does not count. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
}
