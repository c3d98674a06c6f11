/** A mistake of the person at the keyboard (bad case, profile, URL): exit code 3 with place and remedy. */
export class UsageError extends Error {
  /** `place` is `file:line:column`, an option or an environment variable; `remedy` says what to do. */
  readonly place: string;
  readonly remedy: string;

  constructor(place: string, what: string, remedy: string) {
    super(`${place}: ${what}\n  ${remedy}`);
    this.place = place;
    this.remedy = remedy;
  }
}
