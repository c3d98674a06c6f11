import type { Role } from '../core/party.ts';
import type { Basis, Requirement } from '../core/requirement.ts';

/** Roles as the field calls them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  pi: 'PI',
  ppg: 'PPG',
  smsc: 'SMSC',
  handset: 'handset',
  gateway: 'WAP gateway',
  origin: 'content server',
};

/** Where a rule comes from, and what that means for a third party. */
export const BASIS_WORDS: Readonly<Record<Basis, readonly [from: string, thirdParty: string]>> = {
  claim: [
    'the push invention: its claims, steps or description',
    'judged, as deviation from the claim, never as a fault in SMPP or PAP',
  ],
  smpp34: ['SMPP 3.4', 'judged when it binds as 3.4'],
  smpp50: ['SMPP 5.0', 'judged when it binds as 5.0'],
  smpp: ['SMPP 3.4 and 5.0', 'judged by the version of its bind'],
  '3gpp': ['3GPP 23.040, 23.038, 24.011', 'judged'],
  pap: ['PAP 1.0 to 2.1', 'judged'],
  wap: ['WAP: PPG service, push OTA, SI, SL, CO, WSP, WBXML, MMS', 'judged'],
  'http-mime-xml': ['HTTP/1.1, MIME, XML 1.0', 'judged'],
  robustness: ['any sane server: no crash, no hang, no unbounded memory, no invented content', 'judged'],
  profile: ["pushproof's own decision", 'not judged: shown as information, with what was seen'],
};

/** Interfaces as the catalogue numbers them. */
export const INTERFACES: readonly (readonly [id: string, words: string])[] = [
  ['I1', 'PI to PPG, PAP over HTTP'],
  ['I2', 'PPG to PI, result notification'],
  ['I3', 'PPG and SMSC, SMPP'],
  ['I4', 'SMSC to handset, a short message per segment'],
  ['I5', 'handset to WAP gateway, fetch'],
  ['I6', 'WAP gateway to content server'],
  ['inbox', 'what the handset offers to its user'],
];

/** How a time is held against its limit. */
export const TIMING_WORDS: Readonly<Record<NonNullable<Requirement['timing']>['kind'], string>> = {
  U: 'not later than',
  D: 'not earlier than',
  S: 'by the clock, within the skew of',
};
