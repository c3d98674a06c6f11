import type { Sessions } from './session.ts';
import type { EsmeRights, SmscPolicy } from './policy.ts';

const RTHROTTLED = 0x58;
const RMSGQFUL = 0x14;
const RSUBMITFAIL = 0x45;
const RPROHIBITED = 0x101;
const V50 = 0x50;
const SECOND_US = 1_000_000;
/** Accounts whose rate is known; they are those that may bind. */
const MAX_ESMES = 1_000;

export type EsmeParts = {
  readonly policy: Pick<SmscPolicy, 'rightsOf'>;
  readonly sessions: Pick<Sessions, 'systemIdOf'>;
  readonly nowUs: () => number;
};

/** Those who submit, by their accounts: what each may do, how fast, and how much of theirs may be under way. */
export type Esmes = {
  /** command_status that refuses a submission in this messaging mode now; 0 = it may, and counts. */
  readonly refusal: (connection: string, interfaceVersion: number, mode: number) => number;
  /** It was accepted: until it has ended it takes room. */
  readonly began: (id: number, systemId: string) => void;
  readonly ended: (id: number) => void;
};

type Esme = {
  readonly rights: EsmeRights;
  /** Submissions that it may make at once, and when they were so many: they grow again with time. */
  credit: number;
  atUs: number;
  underWay: number;
};

/** Nobody has submitted anything yet. */
export function makeEsmes({ policy, sessions, nowUs }: EsmeParts): Esmes {
  const esmes = new Map<string, Esme>();
  const owners = new Map<number, Esme>();

  const esmeOf = (systemId: string): Esme => {
    const known = esmes.get(systemId);
    if (known !== undefined) return known;
    const rights = policy.rightsOf(systemId);
    const esme = { rights, credit: rights.perSecond ?? 0, atUs: nowUs(), underWay: 0 };
    if (esmes.size < MAX_ESMES) esmes.set(systemId, esme);
    return esme;
  };
  const hasCredit = (esme: Esme): boolean => {
    const { perSecond } = esme.rights;
    if (perSecond === null) return true;
    const grown = ((nowUs() - esme.atUs) / SECOND_US) * perSecond;
    esme.credit = Math.min(perSecond, esme.credit + grown);
    esme.atUs = nowUs();
    if (esme.credit < 1) return false;
    esme.credit -= 1;
    return true;
  };

  return {
    refusal: (connection, interfaceVersion, mode) => {
      const esme = esmeOf(sessions.systemIdOf(connection));
      if (!esme.rights.mayUse(mode)) return interfaceVersion >= V50 ? RPROHIBITED : RSUBMITFAIL;
      if (esme.underWay >= esme.rights.underWay) return RMSGQFUL;
      return hasCredit(esme) ? 0 : RTHROTTLED;
    },
    began: (id, systemId) => {
      const esme = esmeOf(systemId);
      esme.underWay += 1;
      owners.set(id, esme);
    },
    ended: (id) => {
      const esme = owners.get(id);
      if (esme !== undefined) esme.underWay -= 1;
      owners.delete(id);
    },
  };
}
