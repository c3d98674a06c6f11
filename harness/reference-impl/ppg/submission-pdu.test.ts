import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../../wire/octets.ts';
import { encodePdu } from '../../wire/smpp/pdu.ts';
import { rehearsalSettings } from '../rehearsal.ts';
import { submissions } from './submission-pdu.ts';

const PUSH = fromHex('01 06 01 83 61 62');

function submitted(variant: readonly string[], secondsLeft: number | null): string {
  const { profile } = rehearsalSettings(variant, {});
  const pdus = submissions(PUSH, { profile, variant, destination: '8613912345678', secondsLeft });
  return pdus.map((pdu) => toHex(encodePdu({ ...pdu, sequence_number: 0x11 }))).join(' ');
}

function hex(text: string): string {
  return toHex(fromHex(text));
}

const ADDRESSES = '574150 00 00 01 3130363538303030 00 01 01 38363133393132333435363738 00';

test('data_sm with ports in TLVs is the one of smpp.md 14', () => {
  expect(submitted(['data_sm'], null)).toBe(
    hex(`00000050 00000103 00000000 00000011 ${ADDRESSES} 02 00 F5
         020A 0002 23F0  020B 0002 0B84  0017 0004 0000003C  0424 0006 010601836162`),
  );
});

test('data_sm with ports in a UDH has UDHI and no port TLVs', () => {
  expect(submitted(['data_sm', 'udh'], null)).toBe(
    hex(`0000004B 00000103 00000000 00000011 ${ADDRESSES} 42 00 F5
         0017 0004 0000003C  0424 000D 0605040B8423F0 010601836162`),
  );
});

test('submit_sm carries the same as message_payload, with validity_period 60 seconds and an empty short_message', () => {
  expect(submitted(['submit_sm', 'tlv'], null)).toBe(
    hex(`0000005F 00000004 00000000 00000011 ${ADDRESSES} 02 00 00
         00 30303030303030303031303030303052 00 00 00 F5 00 00
         020A 0002 23F0  020B 0002 0B84  0424 0006 010601836162`),
  );
});

test('the SMSC is asked for no more seconds than are left to deliver-before', () => {
  expect(submitted(['data_sm'], 7)).toContain(hex('0017 0004 00000007'));
  expect(submitted(['data_sm'], 3_600)).toContain(hex('0017 0004 0000003C'));
});

test('without a deadline in the profile the predetermined time is asked for, in whole seconds', () => {
  const { profile } = rehearsalSettings([], { deadlineSeconds: null });
  const options = { profile, variant: [], destination: '8613912345678', secondsLeft: null };
  expect(submissions(PUSH, options)[0]?.tlvs).toContainEqual(['qos_time_to_live', 2]);
});

test('the form of submission is the same for a push of one octet and of sixty thousand', () => {
  const { profile } = rehearsalSettings([], {});
  const forms = [1, 140, 254, 60_000].map((octets) => {
    const pdus = submissions(new Uint8Array(octets), { profile, variant: [], destination: '1', secondsLeft: null });
    return pdus.map(({ command, fields, tlvs }) => [command, fields?.['esm_class'], tlvs?.map(([name]) => name)]);
  });
  const form = [['data_sm', 2, ['source_port', 'destination_port', 'qos_time_to_live', 'message_payload']]];
  expect(forms).toEqual([form, form, form, form]);
});
