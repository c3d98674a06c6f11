import type { HttpMessage } from '../../wire/http/message.ts';

/** What the reference content server decides; faulty ones replace entries. */
export type OriginPolicy = {
  /** Status of the answer to a GET. */
  readonly answerStatus: (request: HttpMessage) => number;
};

/** A content server that has whatever was pushed (patent step 13). */
export const referencePolicy: OriginPolicy = { answerStatus: () => 200 };
