import type { DocumentTables } from './document-type.ts';
import { DOMAINS_WITH_SLASH } from './document-type.ts';

/** Cache Operation 1.0 (WAP-175, 5 and 9). */
export const co: DocumentTables = {
  publicId: 0x07,
  publicName: '-//WAPFORUM//DTD CO 1.0//EN',
  tags: [
    [0x05, 'co'],
    [0x06, 'invalidate-object'],
    [0x07, 'invalidate-service'],
  ],
  attributeStarts: [
    [0x05, 'uri', ''],
    [0x06, 'uri', 'http://'],
    [0x07, 'uri', 'http://www.'],
    [0x08, 'uri', 'https://'],
    [0x09, 'uri', 'https://www.'],
  ],
  attributeValues: DOMAINS_WITH_SLASH,
  dates: [],
  model: new Map([
    [
      'co',
      {
        clause: 'WAP-175 5',
        content: { type: 'choice', of: ['invalidate-object', 'invalidate-service'] },
        attributes: [],
      },
    ],
    [
      'invalidate-object',
      { clause: 'WAP-175 5', content: { type: 'empty' }, attributes: [['uri', { type: 'cdata' }, 'R']] },
    ],
    [
      'invalidate-service',
      { clause: 'WAP-175 5', content: { type: 'empty' }, attributes: [['uri', { type: 'cdata' }, 'R']] },
    ],
  ]),
};
