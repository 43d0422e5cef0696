import fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import type { Role } from '../../src/platform/access/viewer';
import { isConnection, isLeaf, mayAsk, seesArchived } from './api';
import type { Known } from './known';
import { FORMS, WRAPS, type FieldSelection, type Operation, type SelectionSet } from './operation';
import { Values } from './values';

type Field = GraphQLField<unknown, unknown>;

/** Nested fields that the hub answers: docs, "Limits". */
const DEPTH = 10;
/** What an answer's keys may be called without a fault in whatever reads them. */
const ALIASES = ['a', 'b', '_', 'constructor', 'toString', 'then', 'toJSON', 'length', '__proto__', 'hasOwnProperty'];
/** Fields that show the schema, or follow the log from its start: another cost than reading records. */
const LEFT_OUT = new Set(['_service']);
/** Arguments that are given as often as not; others seldom. */
const USUAL = new Set(['where', 'orderBy']);

/** Arbitrary operations of one role, made by walking the schema. */
export class Operations {
  private readonly sets = new Map<string, fc.Arbitrary<SelectionSet>>();
  /** The arguments of each field, below the root and at it. */
  private readonly givens = new Map<Field, fc.Arbitrary<Record<string, unknown>>[]>();
  private readonly values: Values;

  /** @param bold ask for what the role may not have, too */
  constructor(
    private readonly known: Known,
    private readonly role: Role,
    private readonly bold: boolean,
  ) {
    this.values = new Values(known, ({ record, field }) => {
      const type = known.schema.getType(record);
      const found = isObjectType(type) ? type.getFields()[field] : undefined;
      return found === undefined || this.asks(found);
    });
  }

  queries(): fc.Arbitrary<Operation> {
    return this.operations('query', this.known.schema.getQueryType() as GraphQLObjectType, 2);
  }

  private operations(kind: Operation['kind'], root: GraphQLObjectType, most: number): fc.Arbitrary<Operation> {
    const fields = Object.values(root.getFields()).filter((field) => this.asks(field));
    const set = this.setOf(root, fields, DEPTH, most);
    return fc.record({ role: fc.constant(this.role), kind: fc.constant(kind), form: fc.constantFrom(...FORMS), set });
  }

  private asks(field: Field): boolean {
    return !LEFT_OUT.has(field.name) && (this.bold || mayAsk(this.role, field));
  }

  /** @param depth how many levels of fields there may be */
  set(type: GraphQLCompositeType, depth: number): fc.Arbitrary<SelectionSet> {
    const key = `${type.name}:${depth}`;
    const known = this.sets.get(key);
    if (known) return known;
    const fields = isUnionType(type) ? [] : Object.values(type.getFields()).filter((field) => this.fits(field, depth));
    const made = isAbstractType(type)
      ? this.abstract(type, fields, depth)
      : this.setOf(type, fields, depth, depth > 6 ? 4 : 2);
    this.sets.set(key, made);
    return made;
  }

  private fits(field: Field, depth: number): boolean {
    if (!this.asks(field)) return false;
    if (isLeaf(field)) return true;
    return depth >= (isConnection(getNamedType(field.type)) ? 4 : 3);
  }

  private setOf(type: GraphQLCompositeType, fields: readonly Field[], depth: number, most: number) {
    return this.some(fields, depth, most).map((selected): SelectionSet => ({
      type: type.name,
      abstract: false,
      fields: selected,
      of: [],
    }));
  }

  private some(fields: readonly Field[], depth: number, most: number): fc.Arbitrary<FieldSelection[]> {
    const choices = fields.map((field) => ({
      weight: isLeaf(field) ? 3 : isConnection(getNamedType(field.type)) ? 2 : 3,
      arbitrary: this.selection(field, depth),
    }));
    return fc.uniqueArray(fc.oneof(...choices), { minLength: 1, maxLength: most, selector: keyOf });
  }

  private abstract(type: GraphQLCompositeType, fields: readonly Field[], depth: number): fc.Arbitrary<SelectionSet> {
    const possible = isAbstractType(type) ? this.known.schema.getPossibleTypes(type) : [];
    // Aliases that nothing else has: one key may stand for one type of value only, whichever type the record is of.
    const typed = possible.map((each) => this.set(each, depth).map((set) => withPrefix(set, each.name)));
    const own = fields.length > 0 ? this.some(fields, depth, 2) : fc.constant([]);
    const of = fc.uniqueArray(fc.oneof(...typed), { maxLength: 2, selector: (set) => set.type });
    return fc.record({ type: fc.constant(type.name), abstract: fc.constant(true), fields: own, of });
  }

  private selection(field: Field, depth: number): fc.Arbitrary<FieldSelection> {
    const type = getNamedType(field.type);
    const alias = fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constantFrom(...ALIASES));
    const wrap = fc.oneof({ weight: 8, arbitrary: fc.constant('none' as const) }, fc.constantFrom(...WRAPS));
    const set = isCompositeType(type) ? this.set(type, depth - 1) : fc.constant(undefined);
    return fc.record({ field: fc.constant(field), alias, given: this.given(field, depth), wrap, set });
  }

  private given(field: Field, depth: number): fc.Arbitrary<Record<string, unknown>> {
    const atRoot = depth === DEPTH;
    const known = this.givens.get(field)?.[Number(atRoot)];
    if (known) return known;
    const made = this.makeGiven(field, depth);
    const both = this.givens.get(field) ?? [];
    both[Number(atRoot)] = made;
    this.givens.set(field, both);
    return made;
  }

  private makeGiven(field: Field, depth: number): fc.Arbitrary<Record<string, unknown>> {
    const record = recordNameOf(field);
    const single = field.args.some(({ name }) => name === 'slug');
    const entries = field.args.map((argument) => {
      const value =
        this.argument(field, argument.name, depth) ?? this.values.of(argument.type, { record, field: argument.name });
      const entry = value.map((given): [string, unknown][] => [[argument.name, given]]);
      const always = isNonNullType(argument.type) || (argument.name === 'first' && depth < DEPTH);
      if (always) return entry;
      const [given, left] = argument.name === 'first' ? [8, 1] : USUAL.has(argument.name) ? [1, 2] : [1, 14];
      return fc.oneof({ weight: left, arbitrary: fc.constant([]) }, { weight: given, arbitrary: entry });
    });
    return fc.tuple(...entries).map((all) => {
      const given = Object.fromEntries(all.flat());
      return single ? withOneKey(given, this.known.ids.get(record)) : given;
    });
  }

  private argument(field: Field, name: string, depth: number): fc.Arbitrary<unknown> | undefined {
    switch (name) {
      case 'by':
        return this.groupKeys(field);
      case 'first':
        return fc.oneof(
          { weight: 20, arbitrary: fc.integer({ min: 1, max: depth < DEPTH ? 3 : 8 }) },
          fc.constant(field.name === 'groups' || field.name === 'search' ? 1 : 0),
        );
      case 'last':
        // Not together with `first`, which nested lists always have.
        return this.bold ? fc.integer({ min: 0, max: 4 }) : fc.constant(null);
      case 'after':
      case 'before':
        return this.bold ? this.values.text([]) : field.name === 'programUpdates' ? undefined : fc.constant(null);
      case 'includeArchived':
        return this.bold || seesArchived(this.role) ? fc.boolean() : fc.constant(false);
      case 'asOf':
      case 'from':
      case 'to':
        return fc.constantFrom('2026-02-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z');
      case 'query':
        return this.values.text([]).filter((text) => text.length <= 200);
      default:
        return undefined;
    }
  }

  private groupKeys(field: Field): fc.Arbitrary<string[]> {
    const type = getNamedType(field.args.find(({ name }) => name === 'by')?.type);
    const names = isEnumType(type) ? this.values.names(type) : [];
    return fc.uniqueArray(fc.constantFrom(...names), { minLength: this.bold ? 0 : 1, maxLength: 2 });
  }
}

function keyOf({ field, alias }: FieldSelection): string {
  return alias ?? field.name;
}

function withPrefix(set: SelectionSet, prefix: string): SelectionSet {
  const fields = set.fields.map((each) => ({ ...each, alias: `${prefix}_${keyOf(each)}` }));
  return { ...set, fields };
}

/** The type of the records that the field leads to, or of the record whose field it is. */
function recordNameOf(field: Field): string {
  const type = getNamedType(field.type);
  if (isConnection(type)) return getNamedType(type.getFields()['nodes']?.type)?.name ?? '';
  const where = field.args.find(({ name }) => name === 'where');
  return where ? getNamedType(where.type).name.replace(/Where$/, '') : type.name;
}

/** One of id and slug: with both, or none, the hub refuses. */
function withOneKey(given: Record<string, unknown>, ids: readonly string[] = []): Record<string, unknown> {
  const { id, slug, ...others } = given;
  if (slug !== undefined) return { ...others, slug };
  return { ...others, id: id ?? ids[(JSON.stringify(others).length * 7) % Math.max(ids.length, 1)] ?? 'none' };
}
