import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../octets.ts';
import { text, uint } from '../smpp/pdu.ts';
import { decodeRp, encodeRpAnswer, encodeRpData, pduOfRp, rpFramer, semiOctets } from './rp.ts';

/** TP-UD of E18's coding: two septets, "ab", from 10658000 (23.040, 9.2.2.1; packed by hand). */
const TPDU = '040881015608000000621020304050230261 31'.replace(' ', '');
/** RP-DATA 2A from service centre 861380001000 to 15550100001 (24.011, 7.3.1), behind its length. */
const DATA = `26012a079168310800010007915155100000f113${TPDU}`;

test('RP-DATA is read as 24.011 has it, and written so', () => {
  const rp = decodeRp(fromHex(DATA));
  expect(rp).toMatchObject({
    name: 'rp-data',
    reference: 0x2a,
    originator: '861380001000',
    destination: '15550100001',
  });
  expect([toHex(rp.tpduOctets), rp.problems]).toEqual([TPDU, []]);
  expect(toHex(encodeRpData(0x2a, '861380001000', '15550100001', fromHex(TPDU)))).toBe(DATA);
});

test('the short message is found where it stands, whatever comes behind it', () => {
  for (const behind of ['', 'ff', 'ffffff']) expect(decodeRp(fromHex(DATA + behind)).tpduAt).toBe(20);
});

test('a short message of an RPDU reads as the deliver_sm that says the same', () => {
  const pdu = pduOfRp(decodeRp(fromHex(DATA)));
  expect([pdu.command, pdu.sequence_number, pdu.problems]).toEqual(['deliver_sm', 0x2a, []]);
  expect([text(pdu, 'source_addr'), text(pdu, 'destination_addr')]).toEqual(['10658000', '15550100001']);
  expect([uint(pdu, 'esm_class'), uint(pdu, 'data_coding')]).toEqual([0, 0]);
  expect(pdu.fields['short_message']).toEqual(Uint8Array.of(0x61, 0x62));
});

const ANSWERS: readonly (readonly [status: number, hex: string, read: number])[] = [
  [0x00, '02022a', 0x00],
  [0x14, '04042a0116', 0x14],
  [0x64, '04042a0129', 0x64],
  [0x65, '04042a0115', 0x65],
];
for (const [status, hex, read] of ANSWERS) {
  test(`a handset that would answer ${status.toString(16)} on SMPP says ${hex}`, () => {
    expect(toHex(encodeRpAnswer(0x2a, status))).toBe(hex);
    expect(pduOfRp(decodeRp(fromHex(hex)))).toMatchObject({
      command: 'deliver_sm_resp',
      command_status: read,
      problems: [],
    });
  });
}

test('an RP-ACK with user data of its own is an RP-ACK', () => {
  expect(decodeRp(fromHex('06022a41020000')).name).toBe('rp-ack');
});

test('every truncation of an RPDU has a problem, none an exception', () => {
  const whole = fromHex(DATA);
  for (let size = 0; size < whole.length; size += 1) {
    const rp = decodeRp(whole.subarray(0, size));
    expect(rp.problems.length, `${size} octets`).toBeGreaterThan(0);
    pduOfRp(rp);
  }
});

test('an originator in the GSM alphabet with @ in it does not end there', () => {
  // Alphanumeric "a@b": septets 61 00 62, 21 bits in 6 semi-octets.
  const octets = fromHex('0406d061801800000462102030405023 00'.replace(' ', ''));
  const pdu = pduOfRp(decodeRp(encodeRpData(1, '', '15550100001', octets)));
  expect([text(pdu, 'source_addr'), pdu.problems]).toEqual(['a@b', []]);
});

test('RPDUs are cut apart however the stream was cut', () => {
  const stream = fromHex(`${DATA}02022a${DATA}`);
  for (const size of [1, 2, 7, stream.length]) {
    const framer = rpFramer();
    const frames: string[] = [];
    for (let at = 0; at < stream.length; at += size) {
      frames.push(...framer.push(stream.subarray(at, at + size)).map(({ octets }) => toHex(octets)));
    }
    expect(frames).toEqual([DATA, '02022a', DATA]);
    expect(framer.end()).toEqual([]);
  }
});

test('what is closed in the middle of an RPDU is told', () => {
  const framer = rpFramer();
  expect(framer.push(fromHex('0202'))).toEqual([]);
  expect(framer.end()[0]?.problem).toBe('closed after 2 octets of 3');
});

test('a star stands for a digit that is not to be read', () => {
  expect(toHex(semiOctets('1555*****01'))).toBe('5155aaaa0af1');
});
