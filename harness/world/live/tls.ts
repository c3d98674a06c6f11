import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/usage-error.ts';

/** What a verified TLS connection is made with, in PEM; `undefined` = the machine's own authorities, no certificate of ours. */
export type TlsFiles = { readonly ca?: string; readonly cert?: string; readonly key?: string };

/** Reads `--ca` (authorities to trust) and `--cert` (our certificate and its key in one file). */
export async function readTlsFiles(paths: {
  readonly ca: string | null;
  readonly cert: string | null;
}): Promise<TlsFiles> {
  const ca = paths.ca === null ? null : await readPem('--ca', paths.ca);
  const cert = paths.cert === null ? null : await readPem('--cert', paths.cert);
  return { ...(ca === null ? {} : { ca }), ...(cert === null ? {} : { cert, key: cert }) };
}

async function readPem(option: string, path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(option, error instanceof Error ? error.message : String(error), 'give a file in PEM');
  });
  if (!text.includes('-----BEGIN ')) throw new UsageError(option, `${path} is not PEM`, 'give a file in PEM');
  return text;
}
