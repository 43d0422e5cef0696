/**
 * How much a client wants something, by its `Accept` or `Accept-Encoding` header: from 0 (not at all) to 1. A type that it does not
 * name gets 0; look up wildcards by their own name.
 */
export function weightOf(header: string | undefined, name: string): number {
  for (const entry of header?.split(',') ?? []) {
    const [range, ...parameters] = entry.split(';').map((text) => text.trim().toLowerCase());
    if (range === name) return weightIn(parameters);
  }
  return 0;
}

function weightIn(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = given === undefined ? 1 : Number(given.slice(2));
  return Number.isFinite(weight) ? weight : 0;
}

/** Whether the client is a browser: it prefers HTML to every GraphQL media type. */
export function prefersPage(accept: string | undefined): boolean {
  const page = weightOf(accept, 'text/html');
  const named = ['application/json', 'application/graphql-response+json'].map((type) => weightOf(accept, type));
  const wild = ['application/*', '*/*'].map((type) => weightOf(accept, type));
  return page > 0 && named.every((weight) => weight < page) && wild.every((weight) => weight <= page);
}
