import type { DocumentTables } from './document-type.ts';
import { DOMAINS_WITH_SLASH } from './document-type.ts';

/** Service Indication 1.0 (WAP-167, 5 and 9). */
export const si: DocumentTables = {
  publicId: 0x05,
  publicName: '-//WAPFORUM//DTD SI 1.0//EN',
  tags: [
    [0x05, 'si'],
    [0x06, 'indication'],
    [0x07, 'info'],
    [0x08, 'item'],
  ],
  attributeStarts: [
    [0x05, 'action', 'signal-none'],
    [0x06, 'action', 'signal-low'],
    [0x07, 'action', 'signal-medium'],
    [0x08, 'action', 'signal-high'],
    [0x09, 'action', 'delete'],
    [0x0a, 'created', ''],
    [0x0b, 'href', ''],
    [0x0c, 'href', 'http://'],
    [0x0d, 'href', 'http://www.'],
    [0x0e, 'href', 'https://'],
    [0x0f, 'href', 'https://www.'],
    [0x10, 'si-expires', ''],
    [0x11, 'si-id', ''],
    [0x12, 'class', ''],
  ],
  attributeValues: DOMAINS_WITH_SLASH,
  dates: ['created', 'si-expires'],
  model: new Map([
    [
      'si',
      {
        clause: 'WAP-167 5',
        content: {
          type: 'sequence',
          of: [
            ['indication', '1'],
            ['info', '?'],
          ],
        },
        attributes: [],
      },
    ],
    [
      'indication',
      {
        clause: 'WAP-167 5.2',
        content: { type: 'text' },
        attributes: [
          ['href', { type: 'cdata' }, 'O'],
          ['si-id', { type: 'cdata' }, 'O'],
          ['created', { type: 'dateTime' }, 'O'],
          ['si-expires', { type: 'dateTime' }, 'O'],
          [
            'action',
            { type: 'oneOf', values: ['signal-none', 'signal-low', 'signal-medium', 'signal-high', 'delete'] },
            'O',
          ],
        ],
      },
    ],
    ['info', { clause: 'WAP-167 5.3', content: { type: 'sequence', of: [['item', '+']] }, attributes: [] }],
    ['item', { clause: 'WAP-167 5.4', content: { type: 'text' }, attributes: [['class', { type: 'cdata' }, 'R']] }],
  ]),
};
