import { referencePolicy, type SmscPolicy } from '../reference-impl/smsc/policy.ts';

/** When store-and-forward sends a message again that did not get through. */
export const STORED_RETRY_MS = 60_000;

/** How pushes get from the SMSC to the handset. */
export type Design = { readonly name: 'prior art' | 'transactional'; readonly smsc: SmscPolicy };

/** What the push invention starts from: every segment is a message of its own, accepted and stored, sent in turn with those of others, sent again when its minute has come; nobody is told how it ended. */
export const PRIOR_ART: Design = {
  name: 'prior art',
  smsc: {
    ...referencePolicy,
    answerAt: () => 'acceptance',
    turns: 'segments',
    retryOrder: 'rounds',
    retryDelayMs: () => STORED_RETRY_MS,
    limitMs: () => null,
    afterFailure: () => 'go-on',
  },
};

/** The invention: one transaction a push, answered by its outcome. */
export const TRANSACTIONAL: Design = { name: 'transactional', smsc: referencePolicy };
