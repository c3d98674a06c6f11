import type { DocumentTables } from './document-type.ts';
import { DOMAINS_WITH_SLASH } from './document-type.ts';

/** Service Loading 1.0 (WAP-168, 5 and 9). */
export const sl: DocumentTables = {
  publicId: 0x06,
  publicName: '-//WAPFORUM//DTD SL 1.0//EN',
  tags: [[0x05, 'sl']],
  attributeStarts: [
    [0x05, 'action', 'execute-low'],
    [0x06, 'action', 'execute-high'],
    [0x07, 'action', 'cache'],
    [0x08, 'href', ''],
    [0x09, 'href', 'http://'],
    [0x0a, 'href', 'http://www.'],
    [0x0b, 'href', 'https://'],
    [0x0c, 'href', 'https://www.'],
  ],
  attributeValues: DOMAINS_WITH_SLASH,
  dates: [],
  model: new Map([
    [
      'sl',
      {
        clause: 'WAP-168 5',
        content: { type: 'empty' },
        attributes: [
          ['href', { type: 'cdata' }, 'R'],
          ['action', { type: 'oneOf', values: ['execute-low', 'execute-high', 'cache'] }, 'O'],
        ],
      },
    ],
  ]),
};
