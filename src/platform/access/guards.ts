import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { typesOf, type Model } from '../reading';
import { linkTypesOf } from '../reading/schema/generated-types';
import type { Permission } from './permissions';
import { PolicyFaults, type Policies } from './policy-table';
import { policyFaults } from './policy-faults';

/** The permissions that a schema demands, from the policy table. */
export interface Guards {
  /** The permissions for reading an object type, by type; types that everyone may read are left out. */
  readonly types: ReadonlyMap<string, Permission>;
  /** The permissions for a field beyond those of its type, by `Type.field`. */
  readonly fields: ReadonlyMap<string, readonly Permission[]>;
}

/**
 * Derives from the policy table the permissions of each field: its own, and those for reading the records that it leads to.
 * @throws PolicyFaults naming every root field and record type without a policy, and every policy for something that does not exist
 */
export function guardsOf(schema: GraphQLSchema, models: readonly Model[], policies: Policies): Guards {
  const faults = policyFaults(schema, models, policies);
  if (faults.length > 0) throw new PolicyFaults(faults);
  const types = new Map(Object.entries(policies.records).filter(([, permission]) => permission !== 'READ'));
  for (const model of models) {
    const permission = types.get(model.type);
    const { connection, edge } = typesOf(model);
    // A list of protected records is protected as a whole.
    if (permission) for (const { name } of [connection, edge]) types.set(name, permission);
  }
  return { types, fields: new GuardedFields(policies, types).of(schema, models) };
}

/** The object types that clients can select from. */
export function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__'));
}

class GuardedFields {
  private readonly found = new Map<string, readonly Permission[]>();

  constructor(
    private readonly policies: Policies,
    private readonly types: Guards['types'],
  ) {}

  of(schema: GraphQLSchema, models: readonly Model[]): ReadonlyMap<string, readonly Permission[]> {
    const reached = reachedRecords(models);
    for (const type of objectTypes(schema)) {
      for (const field of Object.values(type.getFields())) {
        const leadsTo = getNamedType(field.type).name;
        const records = (reached.get(leadsTo) ?? [leadsTo]).map((record) => this.policies.records[record]);
        this.add(type.name, field.name, [this.policyOf(type.name, field.name), ...records]);
      }
    }
    for (const model of models) this.addColumns(model);
    return this.found;
  }

  /** Columns that are not fields of their type: keys of other records, and the link data on edges. */
  private addColumns(model: Model): void {
    for (const property of model.columns.keys()) {
      this.add(model.type, property, [this.policyOf(model.type, property)]);
    }
    for (const relation of model.relations.values()) {
      if (relation.kind === 'belongsTo') {
        this.add(model.type, relation.by, this.found.get(`${model.type}.${relation.name}`) ?? []);
      } else if (relation.kind === 'linked') {
        const { edge, link } = relation;
        for (const property of edge)
          this.add(linkTypesOf(relation).edge.name, property, [this.policyOf(link.type, property)]);
      }
    }
  }

  private policyOf(type: string, field: string): Permission | undefined {
    const { fields, records, roots } = this.policies;
    if (isRoot(type)) return roots[type]?.[field];
    return fields[`${type}.${field}`] ?? (type in records ? fields[`*.${field}`] : undefined);
  }

  private add(type: string, field: string, permissions: readonly (Permission | undefined)[]): void {
    const name = `${type}.${field}`;
    const all = new Set([...(this.found.get(name) ?? []), ...permissions]);
    const known = this.types.get(type);
    const demanded = [...all].filter((one) => one !== undefined && one !== 'READ' && one !== known) as Permission[];
    if (demanded.length > 0) this.found.set(name, demanded);
  }
}

function isRoot(type: string): type is keyof Policies['roots'] {
  return type === 'Query' || type === 'Mutation' || type === 'Subscription';
}

/** The record types that the generated types of lists lead to: `ProgramOrganizationsConnection` → Organization and OrganizationRole. */
function reachedRecords(models: readonly Model[]): Map<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>();
  for (const model of models) {
    reached.set(typesOf(model).connection.name, [model.type]);
    for (const relation of model.relations.values()) {
      if (relation.kind !== 'linked') continue;
      reached.set(linkTypesOf(relation).connection.name, [relation.target.type, relation.link.type]);
    }
  }
  return reached;
}
