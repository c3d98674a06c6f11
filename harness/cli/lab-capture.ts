import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../core/usage-error.ts';

/** The first octets of pcap in either order of octets and either resolution, and of pcapng, in hex. */
const KINDS: Readonly<Record<string, string>> = {
  d4c3b2a1: 'pcap',
  a1b2c3d4: 'pcap',
  '4d3cb2a1': 'pcap',
  a1b23c4d: 'pcap',
  '0a0d0d0a': 'pcapng',
};

const MAGIC_OCTETS = 4;

/** A capture that the lab makes itself, as it is attached to a report. */
export type LabCapture = { readonly file: string; readonly name: string };

/** The capture that `--pcap` names; throws `UsageError` when there is none. It may still be growing. */
export async function labCapture(file: string): Promise<LabCapture> {
  const magic = await firstOctets(file);
  const kind = KINDS[magic];
  if (kind === undefined) {
    throw new UsageError(`--pcap ${file}`, 'is no capture', 'Name a .pcap or .pcapng file, as tcpdump -U -w makes it.');
  }
  return { file, name: `lab-capture.${kind}` };
}

async function firstOctets(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC_OCTETS), 0, MAGIC_OCTETS, 0);
      return buffer.subarray(0, bytesRead).toString('hex');
    } finally {
      await handle.close();
    }
  } catch {
    throw new UsageError(
      `--pcap ${file}`,
      'cannot be read',
      'Start the capture before the run: tcpdump -U -w FILE, then --pcap FILE.',
    );
  }
}

/** Puts the capture into a run's folder, as it is by now. */
export async function attachCapture({ file, name }: LabCapture, folder: string): Promise<void> {
  await copyFile(file, join(folder, name));
}
