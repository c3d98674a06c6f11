import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Step } from '../core/case.ts';
import { UsageError } from '../core/usage-error.ts';
import { toHex } from '../wire/octets.ts';
import { decodePap } from '../wire/pap/message.ts';
import { packageRoot } from './discover.ts';

const GOLDEN = 'fixtures/golden';
const EXAMPLES = 'examples.json';

/**
 * Puts what real software sent into a step: `recorded: pap/x.http` becomes the content part of the HTTP
 * request in that file, octet for octet, with its own content type and application id. `vector: E19` becomes the TPDUs of
 * that worked example.
 */
export async function withRecording(step: Step, place: string): Promise<Step> {
  const { recorded, vector, ...others } = step.arguments;
  if (typeof vector === 'string') return { ...step, arguments: { ...others, tpdus: await workedTpdus(vector, place) } };
  if (typeof recorded !== 'string') return step;
  const content = await contentOf(recorded, place);
  return { ...step, arguments: { ...others, ...content } };
}

/** The SMS-DELIVERs of a worked example. */
async function workedTpdus(vector: string, place: string): Promise<readonly string[]> {
  const file = path.resolve(packageRoot(), GOLDEN, EXAMPLES);
  const { chains } = JSON.parse(await readFile(file, 'utf8')) as Examples;
  const worked = chains[vector];
  if (worked !== undefined) return worked.smsDeliverTpdu;
  throw new UsageError(place, `no example ${vector}`, `${GOLDEN}/${EXAMPLES} has ${Object.keys(chains).join(', ')}`);
}

type Examples = { readonly chains: Readonly<Record<string, { readonly smsDeliverTpdu: readonly string[] }>> };

async function contentOf(recorded: string, place: string): Promise<Readonly<Record<string, string>>> {
  const file = path.resolve(packageRoot(), GOLDEN, recorded);
  let octets: Uint8Array;
  try {
    octets = await readFile(file);
  } catch {
    throw new UsageError(place, `no recording ${GOLDEN}/${recorded}`, `Name a file below ${GOLDEN}/, as pap/name.http`);
  }
  const { content } = decodePap(octets);
  if (content === null) {
    throw new UsageError(place, `${GOLDEN}/${recorded} has no content part`, 'Record the whole HTTP request of a push');
  }
  const header = (wanted: string): string | undefined =>
    content.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const contentType = header('content-type');
  const applicationId = header('x-wap-application-id');
  return {
    body: toHex(content.body),
    ...(contentType === undefined ? {} : { contentType }),
    ...(applicationId === undefined ? {} : { applicationId }),
  };
}
