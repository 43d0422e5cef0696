import {
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { permissionsOf } from '../access/attach-guards';
import { may } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { Variables } from '../limits/cost';
import type { Model } from '../reading/model';
import { nodesKey } from '../reading/planned';
import type { Selected as Selection } from '../reading/selection';
import { Unplannable, type PlannedList, type PlannedRecord, type PlannedRows, type Selected, type Slot } from './plan';
import { separatorOf } from './tokens';

/** What a plan is made for. */
export interface Planning {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** All viewers of one role share a plan. */
  readonly viewer: Viewer;
  /** Coerced. The plan itself depends only on those of `@skip` and `@include`. */
  readonly variables: Variables;
}

/** The fields of the document that one field of the answer comes from. */
export type Nodes = readonly FieldNode[];

/** Plans one field. @param selected undefined for `__typename` */
type PlanOf<T> = (key: string, nodes: Nodes, selected: Selected | undefined, type: GraphQLObjectType) => T;

/** Where the columns of a record are. */
export interface Place {
  readonly rows: PlannedRows;
  /** The alias of the record: of the rows, or of a join. */
  readonly alias: string;
  readonly model: Model;
  /** Whether the record can be missing in a row. */
  readonly optional: boolean;
  /** Whether several rows can have the same record. */
  readonly shared: boolean;
}

/** A plan while it is made. */
export class Draft {
  readonly lists: (PlannedList | PlannedRecord)[] = [];
  /** The slots of the root. */
  readonly slots: Slot[] = [];
  private readonly fragments: Record<string, FragmentDefinitionNode> = {};
  private aliases = 0;

  /** What needs resolvers. */
  readonly resolved: Set<string>;

  /** @param reason why resolvers make the answer, and the plan leaves out what needs them; undefined if the plan makes all of it */
  constructor(
    private readonly planning: Planning,
    reason?: string,
  ) {
    this.resolved = new Set(reason === undefined ? [] : [reason]);
    for (const definition of planning.document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments[definition.name.value] = definition;
  }

  get viewer(): Viewer {
    return this.planning.viewer;
  }

  /** Whether resolvers make the answer. */
  get isPart(): boolean {
    return this.resolved.size > 0;
  }

  /** Plans the fields of the query. @throws Unplannable */
  rootFieldsOf<T>(plan: PlanOf<T>): T[] {
    const { schema, operation, variables } = this.planning;
    const query = schema.getQueryType();
    if (!query || operation.operation !== 'query') throw new Unplannable('it is not a query');
    return this.planned(query, collectFields(schema, this.fragments, variables, query, operation.selectionSet), plan);
  }

  /**
   * Plans the selected fields of an object. If resolvers make the answer, a field that cannot be planned is left out: they read it.
   * @throws Unplannable
   */
  fieldsOf<T>(type: GraphQLObjectType, nodes: Nodes, plan: PlanOf<T>): T[] {
    const { schema, variables } = this.planning;
    return this.planned(type, collectSubfields(schema, this.fragments, variables, type, nodes), plan);
  }

  private planned<T>(type: GraphQLObjectType, fields: ReadonlyMap<string, Nodes>, plan: PlanOf<T>): T[] {
    const planned: T[] = [];
    for (const [key, nodes] of fields) {
      try {
        planned.push(plan(key, nodes, this.selected(nodes, type), type));
      } catch (error) {
        if (!this.isPart || !(error instanceof Unplannable)) throw error;
        this.resolved.add(error.reason);
      }
    }
    return planned;
  }

  /** The definition of a field that the viewer may read; undefined for `__typename`. @throws Unplannable */
  private selected(nodes: Nodes, type: GraphQLObjectType): Selected | undefined {
    const node = nodes[0] as FieldNode;
    if (node.name.value === '__typename') return undefined;
    const definition = type.getFields()[node.name.value] as GraphQLField<unknown, unknown> | undefined;
    const coordinate = `${type.name}.${node.name.value}`;
    if (!definition) throw new Unplannable(coordinate);
    const permissions = [...permissionsOf(type), ...permissionsOf(definition)];
    if (!permissions.every((permission) => may(this.viewer, permission))) throw this.denied(coordinate);
    return { node, nodesKey: nodesKey(nodes), definition };
  }

  /** @throws Unplannable if the viewer may read no record of the model */
  demandRecord({ access, type }: Model): void {
    if (!access || !may(this.viewer, access.record)) throw this.denied(type);
  }

  objectType(name: string): GraphQLObjectType {
    const type = this.planning.schema.getType(name);
    if (!isObjectType(type)) throw new Unplannable(`${name} is no object type`);
    return type;
  }

  /** What the resolvers' path reads of a selection. */
  selection(nodes: Nodes): Selection {
    return { fieldNodes: nodes, fragments: this.fragments };
  }

  /** @throws Unplannable for lists that are nested too deeply */
  rows(model: Model, depth: number, single: boolean): PlannedRows {
    separatorOf(depth);
    return {
      alias: this.alias(),
      depth,
      single,
      model,
      slots: [],
      columns: new Set(),
      linkColumns: new Set(),
      joins: [],
      values: [],
    };
  }

  alias(): string {
    this.aliases += 1;
    return `r${this.aliases}`;
  }

  /** For what the viewer's role may not read. */
  denied(what: string): Unplannable {
    return new Unplannable(`${what} is not for the role ${this.viewer.role}`);
  }
}

/** Adds a slot, unless there is an equal one. @returns its number */
export function addSlot(slots: Slot[], slot: Slot): number {
  const known = slots.findIndex((other) => slot.kind === 'sql' && other.kind === 'sql' && other.sql === slot.sql);
  return known >= 0 ? known : slots.push(slot) - 1;
}

/** The names of the variables in the arguments of a field. */
export function variablesOf(node: FieldNode): Set<string> {
  const names = new Set<string>();
  for (const argument of node.arguments ?? []) visit(argument, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
