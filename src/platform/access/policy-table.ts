import { RefusedDeclaration } from '../refused-declaration';
import type { Permission } from './permissions';

/** Who may do what: a plain table, read once when the schema is built. Everything must be listed: what is missing is not accessible. */
export interface Policies {
  /** Every root field. */
  readonly roots: Readonly<Partial<Record<'Query' | 'Mutation' | 'Subscription', PolicyTable>>>;
  /** Every record type, with the permissions for reading its records. Other object types can be listed too, to protect them as a whole. */
  readonly records: PolicyTable;
  /** Fields that need more than their type: `Type.field`, or `*.field` for the field of every record type. */
  readonly fields: PolicyTable;
}

export type PolicyTable = Readonly<Record<string, Permission>>;

/** The policy table does not match the schema. The message names everything to correct in src/policies.ts. */
export class PolicyFaults extends RefusedDeclaration {
  constructor(readonly faults: readonly string[]) {
    super(
      `The policy table (src/policies.ts) does not match the schema:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  }
}
