/** What the code of a top-level error means. */
interface CodeFacts {
  /** The HTTP status if the operation never ran. A `RefusedRequest` may have a more exact one. */
  readonly status: number;
  /** Whether clients get the message of the error. All other errors are masked. */
  readonly readable: boolean;
  /** Whether the same request may succeed later. */
  readonly passing: boolean;
  /** The close code of a WebSocket that is refused for this reason; 1013 if absent. */
  readonly closeCode?: number;
}

const REFUSED = { status: 400, readable: true, passing: false } as const;
const BUSY = { status: 503, readable: true, passing: true } as const;

/**
 * Every possible `extensions.code` of a top-level error, with all that depends on it. `docs/errors.md` has the same for clients; a test compares
 * the two.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { ...REFUSED, status: 401, closeCode: 4403 },
  FORBIDDEN: { ...REFUSED, status: 403 },
  BAD_REQUEST: REFUSED,
  NOT_FOUND: { ...REFUSED, status: 404 },
  GRAPHQL_PARSE_FAILED: REFUSED,
  GRAPHQL_VALIDATION_FAILED: REFUSED,
  OPERATION_RESOLUTION_FAILURE: REFUSED,
  PERSISTED_QUERY_NOT_FOUND: REFUSED,
  PERSISTED_QUERY_NOT_SUPPORTED: REFUSED,
  DOCUMENT_UNKNOWN: REFUSED,
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

/** What a code means; undefined for an unknown code, whose error is masked. */
export function factsOf(code: unknown): CodeFacts | undefined {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode] : undefined;
}

/** The HTTP status if the operation never ran, by the code of its first error. */
export function httpStatus(code: unknown): number {
  return (factsOf(code) ?? ERROR_CODES.INTERNAL_SERVER_ERROR).status;
}
