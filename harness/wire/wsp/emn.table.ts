import type { DocumentTables } from './document-type.ts';

/** E-Mail Notification 1.0 (OMA-Push-EMN); its domain values have no slash. */
export const emn: DocumentTables = {
  publicId: 0x0d,
  publicName: '-//WAPFORUM//DTD EMN 1.0//EN',
  tags: [[0x05, 'emn']],
  attributeStarts: [
    [0x05, 'timestamp', ''],
    [0x06, 'mailbox', ''],
    [0x07, 'mailbox', 'mailat:'],
    [0x08, 'mailbox', 'pop://'],
    [0x09, 'mailbox', 'imap://'],
    [0x0a, 'mailbox', 'http://'],
    [0x0b, 'mailbox', 'http://www.'],
    [0x0c, 'mailbox', 'https://'],
    [0x0d, 'mailbox', 'https://www.'],
  ],
  attributeValues: [
    [0x85, '.com'],
    [0x86, '.edu'],
    [0x87, '.net'],
    [0x88, '.org'],
  ],
  dates: ['timestamp'],
  model: new Map([
    [
      'emn',
      {
        clause: 'OMA-Push-EMN',
        content: { type: 'empty' },
        attributes: [
          ['mailbox', { type: 'cdata' }, 'R'],
          ['timestamp', { type: 'dateTime' }, 'O'],
        ],
      },
    ],
  ]),
};
