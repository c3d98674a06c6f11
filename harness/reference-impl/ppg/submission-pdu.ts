import type { Profile } from '../../core/profile.ts';
import { concat } from '../../wire/octets.ts';
import { encodeUdh, portsIe } from '../../wire/sm/udh.ts';
import type { FieldValue, PduInput } from '../../wire/smpp/pdu.ts';

/** A submission PDU; the session gives it its sequence_number. */
export type SubmissionPdu = Omit<PduInput, 'sequence_number'>;

type Tlvs = NonNullable<SubmissionPdu['tlvs']>;

/** What the submission of one push to one recipient depends on. */
export type SubmissionOptions = {
  readonly profile: Profile;
  /** Variant tokens of the case: `data_sm`, `submit_sm`, `udh`, `tlv`, `0x34`, `0x50`. */
  readonly variant: readonly string[];
  /** Digits of the recipient's number. */
  readonly destination: string;
  /** Whole seconds until deliver-before-timestamp; `null` = no such deadline. */
  readonly secondsLeft: number | null;
};

/** Ports of a connectionless push, from the gateway to the handset (push-ota.md 1). */
export const PUSH_PORTS = { source: 9_200, destination: 2_948 } as const;

/** Forward (transaction) mode, without and with a UDH in front (smpp.md 4). */
const TRANSACTION = 0x02;
const TRANSACTION_UDHI = 0x42;

/** Longest relative time that the reference writes, in days: the days field has two digits. */
const MAX_RELATIVE_DAYS = 30;

/** The one PDU that carries the whole push, of whatever size, in transaction mode (smpp.md 14; STP-03a, STP-03b). */
export function submissions(push: Uint8Array, options: SubmissionOptions): readonly SubmissionPdu[] {
  const udh = placeOfPorts(options) === 'udh';
  const payload = ['message_payload', udh ? concat(portsUdh(), push) : push] as const;
  const ports = udh ? [] : portsTlvs();
  const fields = { ...fieldsOf(options), esm_class: udh ? TRANSACTION_UDHI : TRANSACTION };
  return commandOf(options) === 'data_sm'
    ? [{ command: 'data_sm', fields, tlvs: [...ports, ...deadlineTlv(options), payload] }]
    : [{ command: 'submit_sm', fields: { ...fields, ...deadlineField(options) }, tlvs: [...ports, payload] }];
}

/** What every submission of a profile says, whatever it carries. */
export function fieldsOf({ profile, destination }: SubmissionOptions): Readonly<Record<string, FieldValue>> {
  const { smpp } = profile;
  return {
    service_type: smpp.serviceType,
    source_addr_ton: smpp.source.ton,
    source_addr_npi: smpp.source.npi,
    source_addr: smpp.source.addr,
    dest_addr_ton: smpp.destination.ton,
    dest_addr_npi: smpp.destination.npi,
    destination_addr: destination,
    registered_delivery: 0,
    data_coding: smpp.dataCoding,
  };
}

/** The ports of a push, as TLVs. */
export function portsTlvs(): Tlvs {
  return [
    ['source_port', PUSH_PORTS.source],
    ['destination_port', PUSH_PORTS.destination],
  ];
}

/** The time that a data_sm asks for. */
export function deadlineTlv(options: SubmissionOptions): Tlvs {
  return [['qos_time_to_live', deadlineSeconds(options)]];
}

/** The time that a submit_sm asks for. */
export function deadlineField(options: SubmissionOptions): { readonly validity_period: string } {
  return { validity_period: relativeTime(deadlineSeconds(options)) };
}

/** Where a case's variant wants the ports, else in TLVs, if the profile has them there at all (AMB-04). */
export function placeOfPorts({ profile, variant }: Pick<SubmissionOptions, 'profile' | 'variant'>): 'udh' | 'tlv' {
  const { ports } = profile.smpp;
  if (variant.includes('udh')) return 'udh';
  return variant.includes('tlv') || ports.includes('tlv') || ports.length === 0 ? 'tlv' : 'udh';
}

/** The submission command that a case's variant asks for, else the profile's first. */
export function commandOf(options: Pick<SubmissionOptions, 'profile' | 'variant'>): 'data_sm' | 'submit_sm' {
  const { profile, variant } = options;
  if (variant.includes('data_sm')) return 'data_sm';
  if (variant.includes('submit_sm')) return 'submit_sm';
  return profile.smpp.transaction[0] ?? 'data_sm';
}

/** A submission with other values in those fields and TLVs that its command has. */
export function alter(pdu: SubmissionPdu, values: NonNullable<SubmissionPdu['fields']>): SubmissionPdu {
  const has = (name: string): boolean => pdu.command === 'submit_sm' || pdu.fields?.[name] !== undefined;
  const isTlv = (name: string): boolean => TLVS.includes(name);
  const fields = Object.entries(values).filter(([name]) => !isTlv(name) && has(name));
  const tlvs = (pdu.tlvs ?? []).map(([name, value]) => [name, values[String(name)] ?? value] as const);
  return { ...pdu, fields: { ...pdu.fields, ...Object.fromEntries(fields) }, tlvs };
}

/** TLVs that a case may alter. */
const TLVS: readonly string[] = ['qos_time_to_live'];

/** UDH with the ports of a push: 06 05 04 0B 84 23 F0. */
export function portsUdh(): Uint8Array {
  return encodeUdh([portsIe(PUSH_PORTS.destination, PUSH_PORTS.source)]);
}

function deadlineSeconds({ profile, secondsLeft }: SubmissionOptions): number {
  const asked = profile.smpp.deadlineSeconds ?? Math.ceil(profile.timers.transactionMs / 1_000);
  return Math.max(1, secondsLeft === null ? asked : Math.min(asked, secondsLeft));
}

/** `YYMMDDhhmmss000R`, years and months 0 (smpp.md 3). */
function relativeTime(seconds: number): string {
  const bounded = Math.min(seconds, MAX_RELATIVE_DAYS * 86_400);
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(bounded / 86_400);
  const time = [Math.floor(bounded / 3_600) % 24, Math.floor(bounded / 60) % 60, bounded % 60].map(two).join('');
  return `0000${two(days)}${time}000R`;
}
