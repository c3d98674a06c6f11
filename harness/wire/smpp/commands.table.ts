import { choice, cOctets, group, octets, time, uint, type Field } from '../kinds.ts';

/** One command: its mandatory fields in order, and whether TLVs may follow them. */
export type Command = {
  readonly name: string;
  readonly id: number;
  readonly since: '3.4' | '5.0';
  readonly fields: readonly Field[];
  readonly tlvs: boolean;
};

const messageId: Field = ['message_id', cOctets(65)];

const source: readonly Field[] = [
  ['source_addr_ton', uint(1)],
  ['source_addr_npi', uint(1)],
  ['source_addr', cOctets(21)],
];

const destination: readonly Field[] = [
  ['dest_addr_ton', uint(1)],
  ['dest_addr_npi', uint(1)],
  ['destination_addr', cOctets(21)],
];

const shortMessage: readonly Field[] = [
  ['sm_length', uint(1)],
  ['short_message', octets('sm_length')],
];

/** SMPP 3.4, 4.1. */
const bind: readonly Field[] = [
  ['system_id', cOctets(16)],
  ['password', cOctets(9)],
  ['system_type', cOctets(13)],
  ['interface_version', uint(1)],
  ['addr_ton', uint(1)],
  ['addr_npi', uint(1)],
  ['address_range', cOctets(41)],
];

const bindResp: readonly Field[] = [['system_id', cOctets(16)]];

/** What submit_sm, deliver_sm and submit_multi have after their addresses; SMPP 3.4, 4.4.1. */
const fromEsmClass: readonly Field[] = [
  ['esm_class', uint(1)],
  ['protocol_id', uint(1)],
  ['priority_flag', uint(1)],
  ['schedule_delivery_time', time],
  ['validity_period', time],
  ['registered_delivery', uint(1)],
  ['replace_if_present_flag', uint(1)],
  ['data_coding', uint(1)],
  ['sm_default_msg_id', uint(1)],
  ...shortMessage,
];

const submit: readonly Field[] = [['service_type', cOctets(6)], ...source, ...destination, ...fromEsmClass];

/** SMPP 3.4, 4.7.1; its addresses may have 65 octets. */
const data: readonly Field[] = [
  ['service_type', cOctets(6)],
  ['source_addr_ton', uint(1)],
  ['source_addr_npi', uint(1)],
  ['source_addr', cOctets(65)],
  ['dest_addr_ton', uint(1)],
  ['dest_addr_npi', uint(1)],
  ['destination_addr', cOctets(65)],
  ['esm_class', uint(1)],
  ['registered_delivery', uint(1)],
  ['data_coding', uint(1)],
];

/** One destination of submit_multi: an address or a distribution list; SMPP 3.4, 4.5.1.1. */
export const multiDestination: readonly Field[] = [
  ['dest_flag', uint(1)],
  ['destination', choice('dest_flag', { 1: destination, 2: [['dl_name', cOctets(21)]] })],
];

/** One destination that submit_multi did not reach; SMPP 3.4, 4.5.2.1. */
export const multiFailure: readonly Field[] = [...destination, ['error_status_code', uint(4)]];

const submitMulti: readonly Field[] = [
  ['service_type', cOctets(6)],
  ...source,
  ['number_of_dests', uint(1)],
  ['dest_addresses', group('number_of_dests', multiDestination)],
  ...fromEsmClass,
];

const submitMultiResp: readonly Field[] = [
  messageId,
  ['no_unsuccess', uint(1)],
  ['unsuccess_smes', group('no_unsuccess', multiFailure)],
];

const query: readonly Field[] = [messageId, ...source];

const queryResp: readonly Field[] = [
  messageId,
  ['final_date', time],
  ['message_state', uint(1)],
  ['error_code', uint(1)],
];

const cancel: readonly Field[] = [['service_type', cOctets(6)], messageId, ...source, ...destination];

const replace: readonly Field[] = [
  messageId,
  ...source,
  ['schedule_delivery_time', time],
  ['validity_period', time],
  ['registered_delivery', uint(1)],
  ['sm_default_msg_id', uint(1)],
  ...shortMessage,
];

const alertNotification: readonly Field[] = [
  ['source_addr_ton', uint(1)],
  ['source_addr_npi', uint(1)],
  ['source_addr', cOctets(65)],
  ['esme_addr_ton', uint(1)],
  ['esme_addr_npi', uint(1)],
  ['esme_addr', cOctets(65)],
];

/** SMPP 5.0, 4.4.1; what it must say besides is in TLVs. */
const broadcast: readonly Field[] = [
  ['service_type', cOctets(6)],
  ...source,
  messageId,
  ['priority_flag', uint(1)],
  ['schedule_delivery_time', time],
  ['validity_period', time],
  ['replace_if_present_flag', uint(1)],
  ['data_coding', uint(1)],
  ['sm_default_msg_id', uint(1)],
];

const cancelBroadcast: readonly Field[] = [['service_type', cOctets(6)], messageId, ...source];

/** deliver_sm_resp has a message_id of one octet, its NUL; SMPP 3.4, 4.6.2. */
const unusedMessageId: readonly Field[] = [['message_id', cOctets(1)]];

function row(
  id: number,
  name: string,
  fields: readonly Field[],
  tlvs: 'tlvs' | 'none',
  since: Command['since'],
): Command {
  return { name, id, since, fields, tlvs: tlvs === 'tlvs' };
}

/** SMPP 3.4, 5.1.2.1, and 5.0, 4.7.5. All responses may carry TLVs: 5.0 puts congestion_state in any of them. */
export const COMMANDS: readonly Command[] = [
  row(0x80000000, 'generic_nack', [], 'none', '3.4'),
  row(0x00000001, 'bind_receiver', bind, 'none', '3.4'),
  row(0x80000001, 'bind_receiver_resp', bindResp, 'tlvs', '3.4'),
  row(0x00000002, 'bind_transmitter', bind, 'none', '3.4'),
  row(0x80000002, 'bind_transmitter_resp', bindResp, 'tlvs', '3.4'),
  row(0x00000003, 'query_sm', query, 'none', '3.4'),
  row(0x80000003, 'query_sm_resp', queryResp, 'tlvs', '3.4'),
  row(0x00000004, 'submit_sm', submit, 'tlvs', '3.4'),
  row(0x80000004, 'submit_sm_resp', [messageId], 'tlvs', '3.4'),
  row(0x00000005, 'deliver_sm', submit, 'tlvs', '3.4'),
  row(0x80000005, 'deliver_sm_resp', unusedMessageId, 'tlvs', '3.4'),
  row(0x00000006, 'unbind', [], 'none', '3.4'),
  row(0x80000006, 'unbind_resp', [], 'tlvs', '3.4'),
  row(0x00000007, 'replace_sm', replace, 'tlvs', '3.4'),
  row(0x80000007, 'replace_sm_resp', [], 'tlvs', '3.4'),
  row(0x00000008, 'cancel_sm', cancel, 'none', '3.4'),
  row(0x80000008, 'cancel_sm_resp', [], 'tlvs', '3.4'),
  row(0x00000009, 'bind_transceiver', bind, 'none', '3.4'),
  row(0x80000009, 'bind_transceiver_resp', bindResp, 'tlvs', '3.4'),
  row(0x0000000b, 'outbind', bind.slice(0, 2), 'none', '3.4'),
  row(0x00000015, 'enquire_link', [], 'none', '3.4'),
  row(0x80000015, 'enquire_link_resp', [], 'tlvs', '3.4'),
  row(0x00000021, 'submit_multi', submitMulti, 'tlvs', '3.4'),
  row(0x80000021, 'submit_multi_resp', submitMultiResp, 'tlvs', '3.4'),
  row(0x00000102, 'alert_notification', alertNotification, 'tlvs', '3.4'),
  row(0x00000103, 'data_sm', data, 'tlvs', '3.4'),
  row(0x80000103, 'data_sm_resp', [messageId], 'tlvs', '3.4'),
  row(0x00000111, 'broadcast_sm', broadcast, 'tlvs', '5.0'),
  row(0x80000111, 'broadcast_sm_resp', [messageId], 'tlvs', '5.0'),
  row(0x00000112, 'query_broadcast_sm', query, 'tlvs', '5.0'),
  row(0x80000112, 'query_broadcast_sm_resp', [messageId], 'tlvs', '5.0'),
  row(0x00000113, 'cancel_broadcast_sm', cancelBroadcast, 'tlvs', '5.0'),
  row(0x80000113, 'cancel_broadcast_sm_resp', [], 'tlvs', '5.0'),
];

const V50 = 0x50;

/** Commands by command_id. */
export const commandsById: ReadonlyMap<number, Command> = new Map(COMMANDS.map((command) => [command.id, command]));

/** Commands by name. */
export const commandsByName: ReadonlyMap<string, Command> = new Map(COMMANDS.map((command) => [command.name, command]));

/** Whether a command exists in this version; to a session of 3.4 what only 5.0 has is an unknown command_id. */
export function isOfVersion(command: string, interfaceVersion: number): boolean {
  const row = commandsByName.get(command);
  return row !== undefined && (row.since !== '5.0' || interfaceVersion >= V50);
}

/** The name of the response that a command is due, or null: a response, outbind, alert_notification, unknown. */
export function responseOf(command: string): string | null {
  const response = `${command}_resp`;
  return commandsByName.has(response) ? response : null;
}

/** The command that a response belongs to; null: a request, generic_nack, unknown. */
export function requestOf(response: string): string | null {
  const request = response.replace(/_resp$/, '');
  return request !== response && commandsByName.has(request) ? request : null;
}
