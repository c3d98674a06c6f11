/** A push's content on its way to the handset: what becomes ContentType, headers and data of the WSP push (push-ota.md 2). */
export type Content = {
  /** Media type without parameters, lower-case. */
  readonly media: string;
  /** Charset of a text or WBXML body by its MIME name; `null` = not declared. */
  readonly charset: string | null;
  /** As the PI wrote it; `null` = default application. */
  readonly applicationId: string | null;
  /** The other headers of the content part that become push headers. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** Content to push, or why there is none: a PAP status code with its description. */
export type Transformed =
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'refused'; readonly code: number; readonly desc: string };
