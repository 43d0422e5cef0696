/** A citation in the model. */
export interface ModelCitation {
  readonly field: string | null;
  /** The source with the line: `A7`. */
  readonly at: string;
  readonly value: unknown;
  readonly agrees: boolean;
}

/** The state of an organization, as far as citations depend on it. */
export interface ModelRecord {
  readonly values: Record<string, unknown>;
  /** Each citation of the record as a whole, with the fields that have changed since. */
  readonly whole: Map<string, Set<string>>;
  cited: ModelCitation[];
}

export interface Given {
  readonly field: string | null;
  readonly at: string;
  readonly value?: unknown;
}

export function newRecord(values: Readonly<Record<string, unknown>>, given: readonly Given[]): ModelRecord {
  const record: ModelRecord = { values: { ...values }, whole: new Map(), cited: [] };
  cite(record, given);
  return record;
}

/** What an edit makes current: what its sources say of the new value, and what they said of it before. */
export function change(record: ModelRecord, field: string, value: unknown, given: readonly Given[] = []): void {
  if (record.values[field] !== value) {
    record.values[field] = value;
    const goOn = record.cited.filter((one) => one.field === field && one.value === value);
    record.cited = [
      ...record.cited.filter((one) => one.field !== field),
      ...goOn.map((one) => ({ ...one, agrees: true })),
    ];
    for (const lapsed of record.whole.values()) lapsed.add(field);
  }
  cite(record, given);
}

export function cite(record: ModelRecord, given: readonly Given[]): void {
  for (const { field, at, value } of given) {
    if (field === null) record.whole.set(at, new Set());
    else {
      const own = record.values[field];
      const stated = value ?? own;
      record.cited = record.cited.filter((one) => one.field !== field || one.at !== at);
      record.cited.push({ field, at, value: stated, agrees: stated === own });
    }
  }
}

export function retract(record: ModelRecord, field: string | null, at: string): void {
  if (field === null) record.whole.delete(at);
  record.cited = record.cited.filter((one) => one.field !== field || one.at !== at);
}

/** The reference of a record that leads to the loser of a merge leads to the winner: nobody has changed what is said of it. */
export function redirect(record: ModelRecord, field: string, from: string, to: string): void {
  if (record.values[field] !== from) return;
  record.values[field] = to;
  record.cited = record.cited.map((one) => {
    if (one.field !== field) return one;
    return one.agrees ? { ...one, value: to } : { ...one, agrees: one.value === to };
  });
}

/** The winner of a merge gets a value of the loser, with the citations of that. */
export function adopt(winner: ModelRecord, loser: ModelRecord, field: string): void {
  const value = loser.values[field];
  const known = [
    ...loser.cited.filter((one) => one.field === field && one.agrees).map(({ at }) => at),
    ...[...loser.whole].filter(([, lapsed]) => !lapsed.has(field)).map(([at]) => at),
  ];
  change(winner, field, value);
  if (value === null) return;
  const isThere = (at: string): boolean => winner.cited.some((one) => one.field === field && one.at === at);
  for (const at of new Set(known)) if (!isThere(at)) winner.cited.push({ field, at, value, agrees: true });
}

/** Its fields with a value that no citation supports. */
export function uncited({ values, whole, cited }: ModelRecord): string[] {
  const hasValue = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);
  const isSupported = (field: string): boolean =>
    cited.some((one) => one.field === field && one.agrees) || [...whole.values()].some((lapsed) => !lapsed.has(field));
  return Object.keys(values)
    .filter((field) => hasValue(values[field]) && !isSupported(field))
    .sort();
}

/** Its current citations, a line each. */
export function current({ whole, cited }: ModelRecord): string[] {
  const lines = cited.map(
    ({ field, at, value, agrees }) => `${field} ${at} ${JSON.stringify(value)}${agrees ? '' : ' ?'}`,
  );
  return [...lines, ...[...whole.keys()].map((at) => `whole ${at}`)].sort();
}
