/** RP causes (24.011, 8.2.5.4) of an RP-ERROR, and the command_status that says the same on an SMPP link (sms.md 8). */
const MEMORY_EXCEEDED = { cause: 22, status: 0x14 } as const;
const TEMPORARY_STATUS = 0x64;
const PERMANENT_STATUS = 0x65;

const CAUSES: Readonly<Record<number, number>> = {
  0x02: 96,
  [MEMORY_EXCEEDED.status]: MEMORY_EXCEEDED.cause,
  0x58: 42,
  0x64: 41,
  0x65: 21,
  0x66: 21,
};

/** Causes after which the SMSC may try again (sms.md 8.1). */
const TEMPORARY: readonly number[] = [17, 27, 38, 41, 42, 47, 127];

/** Protocol error, unspecified. */
const UNSPECIFIED = 111;

/** The cause for a command_status that is no success. */
export function causeOf(status: number): number {
  return CAUSES[status] ?? UNSPECIFIED;
}

/** The command_status for a cause. */
export function statusOfCause(cause: number): number {
  if (cause === MEMORY_EXCEEDED.cause) return MEMORY_EXCEEDED.status;
  return TEMPORARY.includes(cause) ? TEMPORARY_STATUS : PERMANENT_STATUS;
}
