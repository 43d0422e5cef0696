import type { Permission } from './permissions';

/** Who may do what: a plain table, read once when the schema is built. What is not in it can not be reached. */
export interface Policies {
  /** Every root field. */
  readonly roots: Readonly<Partial<Record<'Query' | 'Mutation' | 'Subscription', PolicyTable>>>;
  /** Every record type: what it takes to read any of its records. Other object types may stand here too, to be protected as a whole. */
  readonly records: PolicyTable;
  /** Fields that take more than their type: `Type.field`, or `*.field` for that field of every record type. */
  readonly fields: PolicyTable;
}

export type PolicyTable = Readonly<Record<string, Permission>>;

/** The policy table and the schema do not fit together. Names everything that is to be put right in src/policies.ts. */
export class PolicyFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The policy table (src/policies.ts) does not fit the schema:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  }
}
