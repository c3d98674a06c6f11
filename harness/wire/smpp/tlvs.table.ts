import { cOctets, rest, uint, type Kind } from '../kinds.ts';

/** The lengths a TLV's value may have, in octets: ranges, both ends included. */
export type Lengths = readonly (readonly [least: number, most: number])[];

/** One TLV. */
export type TlvRow = {
  readonly tag: number;
  readonly name: string;
  readonly kind: Kind;
  readonly lengths: Lengths;
  readonly since: '3.4' | '5.0';
};

function exactly(...lengths: readonly number[]): Lengths {
  return lengths.map((length) => [length, length]);
}

function between(least: number, most: number): Lengths {
  return [[least, most]];
}

function row(tag: number, name: string, kind: Kind, lengths: Lengths, since: TlvRow['since'] = '3.4'): TlvRow {
  return { tag, name, kind, lengths, since };
}

/** SMPP 3.4, 5.3.2, and 5.0, 4.8.4, under their 3.4 names. */
export const TLVS: readonly TlvRow[] = [
  row(0x0005, 'dest_addr_subunit', uint(1), exactly(1)),
  row(0x0006, 'dest_network_type', uint(1), exactly(1)),
  row(0x0007, 'dest_bearer_type', uint(1), exactly(1)),
  row(0x0008, 'dest_telematics_id', uint(2), exactly(2)),
  row(0x000d, 'source_addr_subunit', uint(1), exactly(1)),
  row(0x000e, 'source_network_type', uint(1), exactly(1)),
  row(0x000f, 'source_bearer_type', uint(1), exactly(1)),
  row(0x0010, 'source_telematics_id', uint(1), exactly(1)),
  row(0x0017, 'qos_time_to_live', uint(4), exactly(4)),
  row(0x0019, 'payload_type', uint(1), exactly(1)),
  row(0x001d, 'additional_status_info_text', cOctets(256), between(1, 256)),
  row(0x001e, 'receipted_message_id', cOctets(65), between(1, 65)),
  row(0x0030, 'ms_msg_wait_facilities', uint(1), exactly(1)),
  row(0x0201, 'privacy_indicator', uint(1), exactly(1)),
  row(0x0202, 'source_subaddress', rest, between(2, 23)),
  row(0x0203, 'dest_subaddress', rest, between(2, 23)),
  row(0x0204, 'user_message_reference', uint(2), exactly(2)),
  row(0x0205, 'user_response_code', uint(1), exactly(1)),
  row(0x020a, 'source_port', uint(2), exactly(2)),
  row(0x020b, 'destination_port', uint(2), exactly(2)),
  row(0x020c, 'sar_msg_ref_num', uint(2), exactly(2)),
  row(0x020d, 'language_indicator', uint(1), exactly(1)),
  row(0x020e, 'sar_total_segments', uint(1), exactly(1)),
  row(0x020f, 'sar_segment_seqnum', uint(1), exactly(1)),
  row(0x0210, 'sc_interface_version', uint(1), exactly(1)),
  row(0x0302, 'callback_num_pres_ind', uint(1), exactly(1)),
  row(0x0303, 'callback_num_atag', rest, between(0, 65)),
  row(0x0304, 'number_of_messages', uint(1), exactly(1)),
  row(0x0381, 'callback_num', rest, between(4, 19)),
  row(0x0420, 'dpf_result', uint(1), exactly(1)),
  row(0x0421, 'set_dpf', uint(1), exactly(1)),
  row(0x0422, 'ms_availability_status', uint(1), exactly(1)),
  row(0x0423, 'network_error_code', rest, exactly(3)),
  row(0x0424, 'message_payload', rest, between(0, 65_535)),
  row(0x0425, 'delivery_failure_reason', uint(1), exactly(1)),
  row(0x0426, 'more_messages_to_send', uint(1), exactly(1)),
  row(0x0427, 'message_state', uint(1), exactly(1)),
  row(0x0428, 'congestion_state', uint(1), exactly(1), '5.0'),
  row(0x0501, 'ussd_service_op', uint(1), exactly(1)),
  row(0x0600, 'broadcast_channel_indicator', uint(1), exactly(1), '5.0'),
  row(0x0601, 'broadcast_content_type', rest, exactly(3), '5.0'),
  row(0x0602, 'broadcast_content_type_info', rest, between(1, 255), '5.0'),
  row(0x0603, 'broadcast_message_class', uint(1), exactly(1), '5.0'),
  row(0x0604, 'broadcast_rep_num', uint(2), exactly(2), '5.0'),
  row(0x0605, 'broadcast_frequency_interval', rest, exactly(3), '5.0'),
  row(0x0606, 'broadcast_area_identifier', rest, between(0, 65_535), '5.0'),
  row(0x0607, 'broadcast_error_status', uint(4), exactly(4), '5.0'),
  row(0x0608, 'broadcast_area_success', uint(1), exactly(1), '5.0'),
  row(0x0609, 'broadcast_end_time', rest, exactly(16, 17), '5.0'),
  row(0x060a, 'broadcast_service_group', rest, between(1, 255), '5.0'),
  row(0x060b, 'billing_identification', rest, between(1, 1024), '5.0'),
  row(0x060d, 'source_network_id', cOctets(65), between(1, 65), '5.0'),
  row(0x060e, 'dest_network_id', cOctets(65), between(1, 65), '5.0'),
  row(0x060f, 'source_node_id', rest, exactly(6), '5.0'),
  row(0x0610, 'dest_node_id', rest, exactly(6), '5.0'),
  row(0x0611, 'dest_addr_np_resolution', uint(1), exactly(1), '5.0'),
  row(0x0612, 'dest_addr_np_information', rest, exactly(10), '5.0'),
  row(0x0613, 'dest_addr_np_country', rest, between(1, 5), '5.0'),
  row(0x1201, 'display_time', uint(1), exactly(1)),
  row(0x1203, 'sms_signal', uint(2), exactly(2)),
  row(0x1204, 'ms_validity', rest, exactly(1, 4)),
  row(0x130c, 'alert_on_message_delivery', rest, between(0, 1)),
  row(0x1380, 'its_reply_type', uint(1), exactly(1)),
  row(0x1383, 'its_session_info', rest, exactly(2)),
];

/** TLVs by tag. */
export const tlvsByTag: ReadonlyMap<number, TlvRow> = new Map(TLVS.map((tlv) => [tlv.tag, tlv]));

/** TLVs by name. */
export const tlvsByName: ReadonlyMap<string, TlvRow> = new Map(TLVS.map((tlv) => [tlv.name, tlv]));
