import type { Party, Pco } from '../core/party.ts';

/** What a line does with the connection it is on. */
export type Use = {
  readonly party: Party;
  readonly peer: Party;
  readonly pco: Pco;
  readonly does: 'opened' | 'closed' | 'request' | 'response' | 'other';
  /** The push a PAP message is about; '' where it does not say. */
  readonly about: string;
};

/** Which connection a line is on when it does not say: parser and printer ask the same, so it need not be printed. */
export type Connections = {
  readonly usual: (use: Use) => string;
  readonly note: (use: Use, connection: string) => void;
};

type Known = {
  readonly name: string;
  readonly ends: readonly [Party, Party];
  readonly openedBy: Set<Party>;
  readonly closedBy: Set<Party>;
  used: boolean;
  /** The request that is not answered yet. */
  asked: { readonly by: Party; readonly about: string } | null;
};

/** SMPP has one connection an interface (`smpp-1`, `sm-1`); PAP a new one for each request (`pap-1`, `pap-2`, …). */
export function makeConnections(): Connections {
  const known: Known[] = [];
  const between = (use: Use): readonly Known[] =>
    known.filter(({ ends }) => ends.includes(use.party) && ends.includes(use.peer));
  const fresh = (): string => {
    const names = new Set(known.map(({ name }) => name));
    let count = known.length + 1;
    while (names.has(`pap-${count}`)) count += 1;
    return `pap-${count}`;
  };
  return {
    usual: (use) => (use.pco === 'pap' ? (papConnection(use, between(use))?.name ?? fresh()) : `${use.pco}-1`),
    note: (use, connection) => {
      if (use.pco !== 'pap') return;
      let one = known.find(({ name }) => name === connection);
      if (one === undefined) {
        const ends = [use.party, use.peer] as const;
        one = { name: connection, ends, openedBy: new Set(), closedBy: new Set(), used: false, asked: null };
        known.push(one);
      }
      if (use.does === 'opened') one.openedBy.add(use.party);
      if (use.does === 'closed') one.closedBy.add(use.party);
      if (use.does === 'request') [one.used, one.asked] = [true, { by: use.party, about: use.about }];
      if (use.does === 'response') one.asked = null;
    },
  };
}

function papConnection({ party, peer, does, about }: Use, candidates: readonly Known[]): Known | undefined {
  switch (does) {
    case 'opened':
      return candidates.find(({ used, openedBy }) => !used && !openedBy.has(party));
    case 'request':
      return candidates.find(({ used, closedBy }) => !used && closedBy.size === 0);
    case 'closed':
      return candidates.find(({ closedBy, asked }) => !closedBy.has(party) && asked === null);
    case 'response': {
      const open = candidates.filter(({ asked }) => asked?.by === peer);
      return open.find(({ asked }) => asked?.about === about) ?? open.at(-1) ?? candidates.at(-1);
    }
    case 'other':
      return candidates.at(-1);
  }
}
