import { HEADER_OCTETS } from '../wire/smpp/framer.ts';
import type { Pdu } from '../wire/smpp/pdu.ts';
import type { Respeaking } from './respeaking.ts';

/** Defects of SMPP that either end of the link can have. */
export const LITTLE_ENDIAN: Respeaking = {
  say: ({ command }, octets) => {
    if (command !== 'unbind_resp') return [octets];
    const copy = octets.slice();
    new DataView(copy.buffer).setUint32(0, copy.length, true);
    return [copy];
  },
};

export const LENGTH_WITHOUT_HEADER: Respeaking = {
  say: ({ command }, octets) => {
    if (command !== 'unbind_resp') return [octets];
    const copy = octets.slice();
    new DataView(copy.buffer).setUint32(0, copy.length - HEADER_OCTETS);
    return [copy];
  },
};

export const OWN_NUMBERS: Respeaking = {
  say: ({ command, sequence_number }, octets) =>
    command === 'unbind_resp' ? [{ command, sequence_number: sequence_number + 1_000 }] : [octets],
};

export const STATUS_IN_A_REQUEST: Respeaking = {
  say: ({ command, sequence_number }, octets) =>
    command === 'enquire_link' ? [{ command, sequence_number, command_status: 0x08 }] : [octets],
};

export const OTHER_RESPONSE: Respeaking = {
  say: ({ command, sequence_number }, octets) =>
    command === 'unbind_resp' ? [{ command: 'enquire_link_resp', sequence_number }] : [octets],
};

export const CLOSES_INSTEAD_OF_UNBIND_RESP: Respeaking = { hangsUpOn: ({ command }) => command === 'unbind' };

export const SILENT_TO_UNKNOWN: Respeaking = {
  say: ({ command, command_status }, octets) => (command === 'generic_nack' && command_status === 0x03 ? [] : [octets]),
};

export const NACK_WITH_ANOTHER_NUMBER: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command === 'generic_nack' && command_status === 0x03
      ? [{ command, command_status, sequence_number: sequence_number + 1 }]
      : [octets],
};

const isShort = ({ command_length }: Pdu): boolean => command_length < HEADER_OCTETS;

export const DEAF_AFTER_A_SHORT_LENGTH: Respeaking = { deafTo: (pdu, problem) => problem !== null && isShort(pdu) };

export const WAITS_FOR_TWO_GIGABYTES: Respeaking = { deafTo: (pdu, problem) => problem !== null && !isShort(pdu) };

export const NACKS_A_NACK: Respeaking = {
  hear: ({ command, sequence_number }) =>
    command === 'generic_nack' ? [{ command, command_status: 0x03, sequence_number }] : [],
};

export const CLOSES_WITHOUT_A_WORD: Respeaking = {
  say: ({ command, command_status }, octets) => (command === 'generic_nack' && command_status === 0x02 ? [] : [octets]),
};

export const KNOWS_NO_REPLACE: Respeaking = {
  say: ({ command }, octets) => (command === 'replace_sm_resp' ? [] : [octets]),
};

/** Only the first of two enquire_links that come in the same moment is answered. */
export function oneRequestAtATime(): Respeaking {
  let lastUs = -1;
  return {
    say: ({ command }, octets, { atUs }) => {
      if (command !== 'enquire_link_resp') return [octets];
      const isSecond = atUs - lastUs < 100;
      lastUs = atUs;
      return isSecond ? [] : [octets];
    },
  };
}

/** A malformed body is taken for a right one. */
export const TAKES_MALFORMED_BODIES: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets, { request }) =>
    command !== 'generic_nack' && command_status === 0x02 && request !== null && isMalformed(request)
      ? [{ command, sequence_number }]
      : [octets],
};

function isMalformed({ problems: [problem] }: Pdu): boolean {
  return problem !== undefined && problem.field !== 'surplus' && problem.field !== 'short_message';
}

export const SENDS_A_BROADCAST: Respeaking = {
  say: ({ command, command_status }, octets) =>
    command === 'enquire_link_resp' && command_status === 0
      ? [octets, { command: 'broadcast_sm', sequence_number: 0x7000 }]
      : [octets],
};
