/** Where a case's files lie below the run's folder: `cases/segmentation/edge-of-one-segment+submit_sm`. */
export function caseFolder(key: string): string {
  const [id = '', variant = ''] = key.split('#');
  const path = id.replace(/^suites\//, '').replace(/\.case\.yaml$/, '');
  const name = variant === '' ? path : `${path}+${variant}`;
  return `cases/${name.split('/').map(safe).join('/')}`;
}

/** A case's trace, relative to the run's folder. */
export function traceFile(key: string): string {
  return `${caseFolder(key)}/trace.jsonl`;
}

/** Keeps to characters that every file system takes. */
function safe(part: string): string {
  const cleaned = part.replace(/[^\w.+-]/g, '_');
  return /^\.*$/.test(cleaned) ? `_${cleaned}` : cleaned;
}
