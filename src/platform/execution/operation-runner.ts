import {
  createSourceEventStream,
  execute,
  getVariableValues,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { HubContext } from '../context';
import { BadUserInput, ClientError, Forbidden, SCHEMA_HIDDEN } from '../errors';
import { compileCost, type CostFunction, type Variables } from '../limits/cost';
import { COST_BUDGET } from '../limits/limits';
import { checkVariablesDepth } from '../limits/nesting';
import { Shares } from '../limits/shares';
import { compileOperation, type CompiledOperation } from './compiled-operation';

/** The most operations that are kept compiled. */
const MAX_COMPILED = 1_000;

interface Plan {
  readonly cost: CostFunction;
  readonly introspects: boolean;
  uses: number;
  compiled?: CompiledOperation | undefined;
}

/** Variables as GraphQL makes them fit their types, or why it cannot. */
type Coerced =
  | { readonly errors: BadUserInput[]; readonly coerced?: never }
  | { readonly errors?: never; readonly coerced: Variables };

/** An operation that has been parsed, validated and chosen from its document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** The events of a subscription, or why there are none. */
export type EventSource = AsyncIterable<unknown> | ExecutionResult;

/**
 * Runs validated queries and mutations for every transport: checks what they cost, then executes them. A document that is used again is
 * compiled to JavaScript; one that is seen once is interpreted, so that a client who sends ever new documents gains nothing by it. Mutations are
 * always interpreted: compiled, those after one that failed would still be done, though the answer tells of none.
 */
export class OperationRunner {
  private readonly plans = new LRUCache<OperationDefinitionNode, Plan>({ max: MAX_COMPILED });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly shares = new Shares(),
  ) {}

  /** @throws ClientError QUERY_TOO_COSTLY, FORBIDDEN or BAD_USER_INPUT where the operation may not run */
  check({ document, operation, variables }: Operation, { viewer, share, mayIntrospect }: HubContext): void {
    checkVariablesDepth(variables);
    const plan = this.plan(document, operation);
    if (plan.introspects && !mayIntrospect) throw new Forbidden(SCHEMA_HIDDEN);
    const cost = plan.cost(variables);
    share.requested = cost;
    const budget = COST_BUDGET[viewer.role];
    if (cost <= budget) return;
    throw new ClientError(
      'QUERY_TOO_COSTLY',
      `The operation costs ${cost}; ${budget} may be spent at once. Ask for smaller pages, or for less in each record.`,
      { cost, budget },
    );
  }

  /** Charges a checked operation to its client, who may have to wait for others. @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT */
  charge(context: HubContext): Promise<void> | undefined {
    return this.shares.begin(context);
  }

  /** @returns with what it cost in its extensions, where the client asks for that */
  async run(operation: Operation, context: HubContext): Promise<ExecutionResult> {
    const result = await this.execute(operation, context);
    const changes = operation.operation.operation === 'mutation';
    const cost = this.shares.rates.settle(context.share, changes ? undefined : context.reads.records);
    return context.share.tellsCost ? { ...result, extensions: { ...result.extensions, cost } } : result;
  }

  private async execute({ document, operation, variables }: Operation, context: HubContext): Promise<ExecutionResult> {
    const { errors, coerced } = this.coerce(operation, variables);
    if (errors) return { errors };
    if (operation.operation === 'mutation') context.deadline.outlastClient();
    const plan = this.plan(document, operation);
    plan.uses += 1;
    if (plan.uses === 2 && operation.operation === 'query')
      plan.compiled = compileOperation(this.schema, document, operation);
    const operationName = operation.name?.value;
    try {
      const result = await (plan.compiled?.(context, coerced) ??
        execute({ schema: this.schema, document, contextValue: context, variableValues: variables, operationName }));
      // What fails in every record is cheaper to interpret: only what succeeds is worth compiling.
      if (result.errors && !plan.compiled) plan.uses = 0;
      const { refusal } = context.reads;
      // What was done is told, even where there is too much of it.
      return refusal && operation.operation === 'query' ? { errors: [refusal] } : result;
    } finally {
      await context.writing.end();
      context.deadline.close();
    }
  }

  /**
   * Opens the source of a subscription. Nothing is asked of it yet: its reader takes one event after the other, and has each answered by
   * `answerEvent`.
   */
  async subscribe({ document, operation, variables }: Operation, context: HubContext): Promise<EventSource> {
    const { errors } = this.coerce(operation, variables);
    if (errors) return { errors };
    return createSourceEventStream({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  /** What the subscription selects of one event. @param context a fresh one: what an earlier event has read may have changed */
  async answerEvent(
    { document, operation, variables }: Operation,
    event: unknown,
    context: HubContext,
  ): Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document,
      rootValue: event,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  private coerce({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Coerced {
    const { errors, coerced } = getVariableValues(this.schema, variableDefinitions, variables);
    if (errors) return { errors: errors.map(({ message, nodes }) => new BadUserInput(message, nodes)) };
    return { coerced };
  }

  private plan(document: DocumentNode, operation: OperationDefinitionNode): Plan {
    const known = this.plans.get(operation);
    if (known) return known;
    const plan = { cost: compileCost(this.schema, document, operation), introspects: introspects(document), uses: 0 };
    this.plans.set(operation, plan);
    return plan;
  }
}

/** The fields that show the schema. */
const SCHEMA_FIELDS = new Set(['__schema', '__type', '_service']);

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found ||= SCHEMA_FIELDS.has(name.value);
    },
  });
  return found;
}
