import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, toHex } from '../../wire/octets.ts';
import { encodePdu } from '../../wire/smpp/pdu.ts';
import { rehearsalSettings } from '../rehearsal.ts';
import { orderedSubmission } from './ordered-submission.ts';
import { makeStage } from './stage.ts';

function ordered(args: Readonly<Record<string, unknown>>): string {
  const { profile } = rehearsalSettings([], {});
  const options = { profile, variant: ['data_sm'], destination: '8613912345678', secondsLeft: null, seed: 1 };
  return toHex(encodePdu({ ...orderedSubmission(args, options), sequence_number: 0x11 }));
}

function hex(text: string): string {
  return toHex(fromHex(text));
}

const ADDRESSES = '574150 00 00 01 3130363538303030 00 01 01 38363133393132333435363738 00';

test('octets without ports are the worked submission of 141 octets', () => {
  const octets = Array.from({ length: 141 }, (_, at) => at.toString(16).padStart(2, '0')).join('');
  expect(ordered({ handset: 'A', hex: octets })).toBe(golden.chains.E16.submit.toLowerCase());
});

test('text takes the alphabet of its data_coding, and is repeated to the units asked for', () => {
  expect(ordered({ text: 'a€', units: 4, data_coding: 0x00 })).toContain(hex('0424 0004 61 1b65 61'));
  expect(ordered({ text: 'a😀', units: 4, data_coding: 0x08 })).toContain(hex('0424 0008 0061 d83d de00 0061'));
  expect(ordered({ text: 'aé', data_coding: 0x04 })).toContain(hex('0424 0002 61 e9'));
  expect(() => ordered({ text: 'ł', data_coding: 0x00 })).toThrow('ppg.submit text: not in the GSM 7-bit alphabet: ł');
});

test('a header, fields and TLVs stand where their command has them', () => {
  expect(
    ordered({
      command: 'submit_sm',
      carrier: 'short_message',
      hex: '6162',
      udh: '03 80 01 55',
      registered_delivery: 1,
      protocol_id: 0x7f,
      tlvs: { destination_port: '23F0', '0x1400': 'AA' },
    }),
  ).toBe(
    hex(`0000005A 00000004 00000000 00000011 ${ADDRESSES} 42 7F 00
         00 30303030303030303031303030303052 00 01 00 F5 00 06 03800155 6162
         020B 0002 23F0  1400 0001 AA`),
  );
});

test('a TLV that is asked for stands in the place of the one that would be there', () => {
  expect(ordered({ hex: '61', ports: 'tlv', tlvs: { message_payload: '' } })).toBe(
    hex(`0000004A 00000103 00000000 00000011 ${ADDRESSES} 02 00 F5
         020A 0002 23F0  020B 0002 0B84  0017 0004 0000003C  0424 0000`),
  );
});

test('what is ordered before there is a session goes out when there is one, and its response changes nothing', () => {
  const stage = makeStage({ variant: [], smpp: {}, policy: {} });
  stage.tell({ kind: 'command', verb: 'submit', arguments: { handset: 'B', wdpOctets: 100, times: 2 } });
  expect(stage.submissions()).toEqual([]);
  stage.bind();
  const [first, second] = stage.submissions();
  expect([first?.fields['destination_addr'], second?.fields['destination_addr']]).toEqual([
    '8613912345679',
    '8613912345679',
  ]);
  expect(first?.tlvs.at(-1)?.octets.length).toBe(100);
  expect(toHex(first?.tlvs.at(-1)?.octets ?? new Uint8Array(0))).not.toBe(
    toHex(second?.tlvs.at(-1)?.octets ?? new Uint8Array(0)),
  );
  stage.smsc({ command: 'data_sm_resp', sequence_number: first?.sequence_number ?? 0 });
  expect(stage.notifications()).toEqual([]);
});
