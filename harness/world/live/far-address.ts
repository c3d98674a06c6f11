import type { Target } from '../../core/profile.ts';
import type { FarAddress } from './loopback.ts';
import type { TlsFiles } from './tls.ts';

/** Where a target is, and whether it is reached over TLS. */
export function addressOf({ scheme, host, port }: Target, tls: TlsFiles): FarAddress {
  return { endpoint: { host, port }, tls: scheme === 'smpps' || scheme === 'https' ? tls : null };
}
