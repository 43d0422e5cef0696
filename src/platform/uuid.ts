/** Whether Postgres would take the text as a `uuid`, whatever its version: databases are older than RFCs. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
