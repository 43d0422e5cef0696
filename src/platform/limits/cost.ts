import {
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { BadUserInput } from '../errors';
import { checkPageSize } from '../reading/page';
import { FilterSize } from '../reading/work/filter-size';
import { filterWork, type Work } from '../reading/work/filter-work';
import { ListWork } from '../reading/work/list-work';
import { listWith } from '../reading/work/marks';
import { PRICES, UNIT } from '../reading/work/prices';
import { NO_SIZES, type TableSizes } from '../reading/work/table-sizes';
import { pageWork, pathOf, rounded, type Place, type Within } from './cost-place';
import { CostSets, isLeftOut, type CostField, type CostFragment, type CostSet, type Variables } from './cost-sets';
import { LIMITS } from './limits';
import type { FieldCost, ListSize } from './weights';

export type { Variables } from './cost-sets';

/** A statement that takes Postgres some time. */
export interface CostlyStatement {
  readonly work: Work;
  readonly cost: number;
  /** The field that needs it: `programs(where:).totalCount`. Built only when an error message needs it. */
  readonly place: () => string;
}

/** The cost of an operation. */
export interface Cost {
  readonly total: number;
  /** The part of the cost that is work of Postgres. */
  readonly work: number;
  readonly costly: readonly CostlyStatement[];
}

/** What the cost of an operation depends on. */
export interface CostScale {
  readonly sizes: TableSizes;
  /** The most records of an answer. No field is read from more records. */
  readonly rows: number;
}

/**
 * Counts the cost of an operation with given variables.
 * @throws BadUserInput if a page, a filter or a list is larger than its limit
 */
export type CostFunction = (variables: Variables, scale?: CostScale) => Cost;

const EMPTY_HUB: CostScale = { sizes: NO_SIZES, rows: 10_000 };

/**
 * Compiles the cost of an operation: 1 for each record that it may return, counting lists at their requested size, plus the work that Postgres
 * has with filters, orders, counts, groups and searches. Fields that `@skip` and `@include` leave out cost nothing.
 * @returns a function to call with the variables of each request
 */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostFunction {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => ({ total: 0, work: 0, costly: [] });
  const fragments = new Map(document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
  const set = new CostSets(schema, fragments).set(operation.selectionSet, root);
  const defaults = defaultsOf(operation);
  return (variables, scale = EMPTY_HUB) => new CostWalk({ ...defaults, ...variables }, scale).of(set);
}

/** The cost of a set's records in one of its places, and the work of Postgres for all of its places. */
interface Sum {
  readonly records: number;
  readonly micros: number;
}

const NOTHING: Sum = { records: 0, micros: 0 };

class CostWalk {
  /** A fragment costs the same in all equal places, so its cost is counted once for them. */
  private readonly known = new Map<CostFragment, Map<string, Sum>>();
  private readonly costly: CostlyStatement[] = [];
  private pages = 0;

  constructor(
    private readonly variables: Variables,
    private readonly scale: CostScale,
  ) {}

  of(set: CostSet): Cost {
    const { records, micros } = this.ofSet(set, { size: 1, parents: 1 });
    return { total: Math.ceil(records + micros / UNIT), work: Math.ceil(micros / UNIT), costly: this.costly };
  }

  private ofSet(set: CostSet, place: Place): Sum {
    let [records, micros] = [0, 0];
    for (const entry of set) {
      if (entry.conditions.length > 0 && isLeftOut(entry, this.variables)) continue;
      const sum = entry.field ? this.ofField(entry.field, place) : entry.set && this.ofFragment(entry.set, place);
      records += sum?.records ?? 0;
      micros += sum?.micros ?? 0;
    }
    return { records, micros };
  }

  private ofFragment(fragment: CostFragment, place: Place): Sum {
    const { size, parents, page } = place;
    const key = `${size}:${parents}:${page?.number ?? ''}`;
    const places = this.known.get(fragment) ?? new Map<string, Sum>();
    const known = places.get(key);
    if (known) return known;
    this.known.set(fragment, places.set(key, NOTHING));
    const sum = this.ofSet(fragment.entries, place);
    places.set(key, sum);
    return sum;
  }

  private ofField(field: CostField, place: Place): Sum {
    const { cost, selection } = field;
    // The counts and groups of a page are read by one statement for all pages. Its price is in its work.
    const given = place.page ? 0 : field.given;
    const args = this.arguments(field, place);
    const length = cost.list ? lengthOf(args, cost.list) : 1;
    const times = timesOf(cost, place.size, length);
    const own = this.micros(field, args, place);
    if (selection.length === 0) return { records: given + times * cost.weight, micros: own };
    const inner = this.ofSet(selection, this.below(field, args, place, length, times));
    return { records: given + times * (cost.weight + inner.records), micros: own + inner.micros };
  }

  /** The place of the selection of a field. */
  private below(field: CostField, args: Variables, place: Place, length: number, times: number): Place {
    const within = { field, args, place };
    const { sizes, rows } = this.scale;
    if (field.cost.role !== 'connection') return { size: 1, parents: rounded(place.parents * times, rows), within };
    if (!field.list) return { size: length, parents: place.parents, within };
    this.pages += 1;
    const work = new ListWork(listWith(field.list, args), args, place.parents, sizes);
    return { size: length, parents: place.parents, within, page: { number: this.pages, work, counted: false } };
  }

  /** The work of Postgres for the field itself, in all of its places. */
  private micros(field: CostField, args: Variables, place: Place): number {
    const { parents, page } = place;
    if (!page && !field.work && field.arguments.length === 0) return 0;
    const within = { field, args, place };
    let micros = field.written * parents * PRICES.written;
    if (page) {
      micros += field.given * UNIT;
      for (const work of pageWork(field, args, page)) micros += this.noted(work, 1, within);
    }
    if (field.work) micros += this.noted(field.work(args, this.scale.sizes, parents), 1, within);
    if (page || field.list) return micros;
    for (const { name, filters } of field.arguments) {
      if (filters) micros += this.noted(filterWork(filters, args[name], SCANNED, this.scale.sizes), parents, within);
    }
    return micros;
  }

  private noted(work: Work, times: number, within: Within): number {
    const micros = work.micros * times;
    if (micros === 0) return 0;
    const place = (): string => pathOf(within);
    this.costly.push({ work: { micros, rows: work.rows * times }, place, cost: Math.ceil(micros / UNIT) });
    return micros;
  }

  /** @throws BadUserInput for values that are larger than their limit */
  private arguments(field: CostField, { within }: Place): Variables {
    if (field.arguments.length === 0) return NO_ARGUMENTS;
    const args: Record<string, unknown> = {};
    for (const { name, value, filters, input } of field.arguments) {
      const given = value(this.variables);
      args[name] = given;
      if (given === null || given === undefined || field.unbounded) continue;
      const place = (): string => `${within ? `${pathOf(within)}.` : ''}${field.name}(${name}:)`;
      if (filters) FilterSize.check(filters, given, place);
      else {
        checkLength(given, place);
        if (input) FilterSize.checkInput(input, given, place);
      }
    }
    return args;
  }
}

/** How many states of programs one statement checks when the change log is filtered. */
const SCANNED = 1_000;

const NO_ARGUMENTS: Variables = {};

function checkLength(value: unknown, place: () => string): void {
  if (!Array.isArray(value)) return;
  const most = typeof value[0] === 'object' ? LIMITS.parts : LIMITS.operands;
  if (value.length > most) {
    throw new BadUserInput(`${place()} has ${value.length} values; at most ${most} are allowed. Split the request.`);
  }
}

function lengthOf(args: Variables, list: ListSize): number {
  if (list.page) checkPageSize(args);
  for (const name of list.arguments) {
    const value = args[name];
    if (typeof value === 'number') return Math.max(value, 0);
    if (Array.isArray(value)) return value.length;
    if (list.bulk) return lengthOfItems(value);
  }
  return list.assumed;
}

/** The number of records of a bulk mutation. */
function lengthOfItems(input: unknown): number {
  const { items } = (input ?? {}) as { readonly items?: unknown };
  return Array.isArray(items) ? items.length : 1;
}

/** The number of values of the field: for the fields of a connection, its records; for a connection itself, one. */
function timesOf({ role }: FieldCost, size: number, length: number): number {
  if (role === 'sized') return size;
  return role === 'connection' ? 1 : length;
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const given = (operation.variableDefinitions ?? []).filter((definition) => definition.defaultValue);
  return Object.fromEntries(
    given.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}

function isFragment(definition: DocumentNode['definitions'][number]): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}
