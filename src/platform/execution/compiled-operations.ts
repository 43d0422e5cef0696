import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ShapeMeasure } from '../limits/shape';
import { compileOperation, type CompiledOperation } from './compiled-operation';

/** The most selections that are worth compiling, counted with all fragments written out, as the compiler writes them. */
const MAX_SELECTIONS = 1_000;
/** Each use earns the compiling of so many selections, so that compiling takes no more than a small multiple of what the uses took. */
const SELECTIONS_A_USE = 20;
/** The most selections of all operations that are kept compiled: each takes up to 4 kB. */
const MAX_KEPT = 16_000;

const NOT_COMPILED = 'not compiled';

/**
 * The compiled form of operations that are used often enough to pay for it. A client that sends ever new documents, each a few times, gains no
 * memory by it and costs no more than what it asks for.
 */
export class CompiledOperations {
  private readonly kept = new LRUCache<OperationDefinitionNode, CompiledOperation | typeof NOT_COMPILED>({
    maxSize: MAX_KEPT,
  });
  private readonly uses = new WeakMap<OperationDefinitionNode, { count: number; readonly selections: number }>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** To be called once for each use. @returns nothing where the operation is to be interpreted */
  get(document: DocumentNode, operation: OperationDefinitionNode): CompiledOperation | undefined {
    const known = this.kept.get(operation);
    if (known) return known === NOT_COMPILED ? undefined : known;
    const selections = this.earned(document, operation);
    if (selections === undefined) return undefined;
    const compiled = compileOperation(this.schema, document, operation);
    this.kept.set(operation, compiled ?? NOT_COMPILED, { size: compiled ? selections : 1 });
    return compiled;
  }

  /** What fails in every record is cheaper to interpret: only what succeeds earns anything. */
  failed(operation: OperationDefinitionNode): void {
    const use = this.uses.get(operation);
    if (use) use.count = 0;
  }

  /** @returns how many selections the operation has, once it has earned to be compiled */
  private earned(document: DocumentNode, operation: OperationDefinitionNode): number | undefined {
    const known = this.uses.get(operation);
    const use = known ?? { count: 0, selections: selectionsOf(document, operation) };
    if (!known) this.uses.set(operation, use);
    use.count += 1;
    const enough = use.count > 1 && use.count * SELECTIONS_A_USE >= use.selections;
    return enough && use.selections <= MAX_SELECTIONS ? use.selections : undefined;
  }
}

function selectionsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): number {
  return new ShapeMeasure(document).of(selectionSet).selections;
}
