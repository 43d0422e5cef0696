/** What a code of a top-level error stands for. */
interface CodeFacts {
  /** The status of an HTTP answer whose operation never ran. A request that is refused as HTTP may have a more exact one. */
  readonly status: number;
  /** The error was made for clients: its message leaves the hub. All others are masked. */
  readonly readable: boolean;
  /** The same may be asked again, unchanged, after a while. */
  readonly passing: boolean;
  /** With which a socket is closed that nobody may open for this reason; where absent, with 1013. */
  readonly closeCode?: number;
}

const REFUSED = { status: 400, readable: true, passing: false } as const;
const BUSY = { status: 503, readable: true, passing: true } as const;

/**
 * Every code that may stand in `extensions.code` of a top-level error, with all that depends on it. `docs/errors.md` says the same for clients, and a
 * test compares them.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { ...REFUSED, status: 401, closeCode: 4403 },
  FORBIDDEN: { ...REFUSED, status: 403 },
  BAD_REQUEST: REFUSED,
  NOT_FOUND: { ...REFUSED, status: 404 },
  GRAPHQL_PARSE_FAILED: REFUSED,
  GRAPHQL_VALIDATION_FAILED: REFUSED,
  OPERATION_RESOLUTION_FAILURE: REFUSED,
  // As Apollo's clients expect it, which send the document next.
  PERSISTED_QUERY_NOT_FOUND: { ...REFUSED, status: 200 },
  PERSISTED_QUERY_NOT_SUPPORTED: { ...REFUSED, status: 200 },
  BAD_USER_INPUT: REFUSED,
  QUERY_TOO_COSTLY: REFUSED,
  CURSOR_TOO_OLD: REFUSED,
  CURSOR_IN_FUTURE: REFUSED,
  TOO_MANY_OPERATIONS: { ...REFUSED, status: 429, passing: true },
  RATE_LIMITED: { ...BUSY, status: 429, closeCode: 4429 },
  OVERLOADED: BUSY,
  UNAVAILABLE: BUSY,
  TIMEOUT: { ...BUSY, status: 504 },
  INTERNAL_SERVER_ERROR: { status: 500, readable: false, passing: false },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What a code stands for; nothing where there is no such code, so that its error is masked. */
export function factsOf(code: unknown): CodeFacts | undefined {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode] : undefined;
}

/** The status of an HTTP answer whose operation never ran, by the code of its first error. */
export function httpStatus(code: unknown): number {
  return (factsOf(code) ?? ERROR_CODES.INTERNAL_SERVER_ERROR).status;
}
