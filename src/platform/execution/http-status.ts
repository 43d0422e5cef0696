const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** The status of a response whose operation never ran, by the code of its error. */
export function httpStatus(code: unknown): number {
  return STATUS[String(code)] ?? 400;
}
