import { exhaustive } from '../../core/assert.ts';
import type { Target } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { TlsFiles } from '../../world/live/tls.ts';
import { whoAnswers } from '../../world/live/who-answers.ts';
import { maskTarget } from '../target.ts';

const WANTED = {
  smpp: 'SMSC',
  smpps: 'SMSC',
  http: 'PPG',
  https: 'PPG',
} as const;

/** Why who answers at a target's address cannot be what the target says, and what to do; `null` when nothing speaks against it. */
export async function strangerAt(target: Target, tls: TlsFiles): Promise<UsageError | null> {
  const { scheme } = target;
  if (scheme === 'exec' || scheme === 'listen') return null;
  const found = await whoAnswers(target, tls);
  const place = maskTarget(target);
  const wanted = WANTED[scheme];
  const plain = scheme.startsWith('smpp') ? 'smpp' : 'http';
  switch (found.kind) {
    case 'nobody':
      return new UsageError(
        place,
        found.why,
        `Is the ${wanted} running, and is this its ${plain === 'smpp' ? 'SMPP' : 'PAP'} port? Check host, port and firewall.`,
      );
    case 'plain':
      return new UsageError(
        place,
        'nobody speaks TLS at this port',
        `Name its TLS port, or leave TLS out: ${plain}://…`,
      );
    case 'untrusted':
      return new UsageError(
        place,
        `its certificate is not trusted (${found.why})`,
        'Name its authority, --ca FILE in PEM, and the host as the certificate does.',
      );
    case 'tls':
      return new UsageError(place, 'only TLS is spoken at this port', `Write ${plain}s://…, or name its plain port.`);
    case 'other':
      return new UsageError(
        place,
        `${found.protocol} is spoken at this port, not SMPP`,
        found.protocol === 'HTTP'
          ? 'A PPG? Then --iut ppg --target http://…; else name the SMSC’s SMPP port, often 2775.'
          : 'Name the SMSC’s SMPP port, often 2775.',
      );
    case 'unknown':
      return null;
    default:
      return exhaustive(found);
  }
}
