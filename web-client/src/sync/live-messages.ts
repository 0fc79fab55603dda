/** What a client of `/live` says. */
export type LiveClientMessage =
  | { readonly auth: string }
  | { readonly watch: string; readonly version?: string }
  | { readonly unwatch: string };

/** What the server says of a resource. */
export type LiveResourceMessage =
  | { readonly path: string; readonly version: string; readonly value: unknown }
  | {
      readonly path: string;
      readonly from: string;
      readonly version: string;
      readonly patch: unknown;
    }
  | { readonly path: string; readonly version: string }
  | { readonly path: string; readonly gone: string }
  | { readonly path: string; readonly error: string };

/** What the server says at all: that a token was good, a sign of life, or something of a resource. */
export type LiveServerMessage =
  | { readonly authenticated: string; readonly now: string }
  | { readonly now: string }
  | LiveResourceMessage;
