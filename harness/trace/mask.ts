/** Gives a subscriber's number (digits) another spelling of the same length, e.g. `1555*****01`. */
export type Mask = (number: string) => string;
