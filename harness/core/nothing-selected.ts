/** Nothing matches the selection, or nothing selected applies to the profile: exit code 4. */
export class NothingSelected extends Error {}
