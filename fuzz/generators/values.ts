import fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { Known } from './known';
import { BROKEN_TEXTS, HOSTILE_TEXTS } from './texts';

/** The field that a value is for: `Program.status`. The type may be unknown. */
export interface Place {
  readonly record: string;
  readonly field: string;
}

/** How deep conditions nest. */
const DEPTH = 2;
const MOMENTS = [
  '2026-02-01T00:00:00.000Z',
  '2026-01-01T00:00:00.001Z',
  '2999-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
];
const SMALL = [0, 1, 2, 3, 20, 100];
const EDGES = [-1, 2_147_483_647, -2_147_483_648, 1850, 2000, 2002];
/** One in this many values is invalid. */
const REFUSED = 60;

/** Arbitrary values for arguments and input fields, by their type and the field that they are for. */
export class Values {
  private readonly inputs = new Map<string, fc.Arbitrary<unknown>>();
  private readonly scalars = new Map<string, fc.Arbitrary<unknown>>();
  /** Any existing id. */
  private readonly anyId: fc.Arbitrary<string>;

  /** @param allows whether the role may use this field in a filter, an order or a group */
  constructor(
    private readonly known: Known,
    private readonly allows: (place: Place) => boolean = () => true,
  ) {
    this.anyId = fc.constantFrom(...[...known.ids.values()].flat());
  }

  of(type: GraphQLInputType, place: Place, depth = DEPTH): fc.Arbitrary<unknown> {
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) {
      const minLength = isNonNullType(type) ? 1 : 0;
      return fc.array(this.of(nullable.ofType, place, depth), { minLength, maxLength: 3 });
    }
    return this.single(nullable, place, depth);
  }

  private single(type: GraphQLInputType, place: Place, depth: number): fc.Arbitrary<unknown> {
    if (isInputObjectType(type)) return this.object(type, place, depth);
    if (isEnumType(type)) return fc.constantFrom(...this.names(type));
    const key = `${getNamedType(type).name}:${place.record}:${place.field}`;
    const made = this.scalars.get(key) ?? this.scalar(getNamedType(type).name, place);
    this.scalars.set(key, made);
    return made;
  }

  /** A value of an enum. If the enum names fields, only a field that the role may use. */
  names(type: GraphQLEnumType): string[] {
    const [, record] = /^([A-Z][a-z]+)(?:OrderField|GroupBy)$/.exec(type.name) ?? [];
    const names = type.getValues().map(({ name }) => name);
    return record === undefined ? names : names.filter((name) => this.allows({ record, field: camelCase(name) }));
  }

  /** An object with its required fields and one or two others. */
  private object(type: GraphQLInputObjectType, place: Place, depth: number): fc.Arbitrary<unknown> {
    const record = this.recordOf(type.name) ?? place.record;
    const key = `${type.name}:${record}:${place.field}:${depth}`;
    const known = this.inputs.get(key);
    if (known) return known;
    const fields = Object.values(type.getFields());
    const isCount = type.name.endsWith('CountFilter');
    const required = fields.filter(
      (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (isCount && field.name === 'gte'),
    );
    const others = fields
      .filter((field) => !required.includes(field) && (depth > 0 || !nests(field)))
      .filter((field) => !(ONE_THING.test(type.name) && field.name === 'direction'))
      .filter((field) => !NAMES_FIELDS.test(type.name) || this.allows({ record, field: field.name }));
    const entry = (field: GraphQLInputField): fc.Arbitrary<[string, unknown]> => {
      const inner = isFilter(type) ? { record, field: place.field } : { record, field: field.name };
      return this.of(field.type, inner, nests(field) && !isOfList(field) ? depth - 1 : depth).map((value) => [
        field.name,
        value,
      ]);
    };
    const most = /(Input|Item)$/.test(type.name) ? 5 : ONE_THING.test(type.name) ? 1 : 2;
    const lengths = { minLength: required.length > 0 ? 0 : 1, maxLength: most };
    const some =
      others.length === 0
        ? fc.constant([])
        : fc.uniqueArray(fc.oneof(...others.map((field) => ({ weight: weightOf(field), arbitrary: entry(field) }))), {
            ...lengths,
            selector: ([name]) => name,
          });
    const { direction } = type.getFields();
    const turned =
      direction && ONE_THING.test(type.name) ? fc.option(entry(direction), { nil: undefined }) : fc.constant(undefined);
    const made = fc
      .tuple(fc.tuple(...required.map(entry)), some, turned)
      .map(([given, more, turn]) => Object.fromEntries([...given, ...more, ...(turn ? [turn] : [])]) as unknown);
    this.inputs.set(key, made);
    return made;
  }

  private scalar(type: string, place: Place): fc.Arbitrary<unknown> {
    const field = place.field.startsWith('expected') ? 'version' : place.field;
    const values = this.known.values.get(`${place.record}.${field}`) ?? [];
    const known = values.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...values) }] : [];
    switch (type) {
      case 'ID':
        return this.id(place);
      case 'Boolean':
        return fc.boolean();
      case 'Int':
        return fc.oneof(...known, { weight: 2, arbitrary: fc.constantFrom(...SMALL) }, fc.constantFrom(...EDGES));
      case 'Float':
        return fc.oneof(...known, fc.constantFrom(0, 0.01, 49.9, 2000, 1e10, -1.5, 1e300));
      case 'DateTime':
        return fc.oneof(...known, { weight: 2, arbitrary: fc.constantFrom(...MOMENTS) });
      case 'Date':
        return fc.constantFrom('2026-01-01', '1999-12-31', '2024-02-29');
      case 'Cursor':
        return fc.constantFrom(...this.known.cursors);
      case '_Any':
        return this.reference();
      default:
        return this.text(values.filter((value) => typeof value === 'string'));
    }
  }

  private reference(): fc.Arbitrary<unknown> {
    const entities = this.known.schema.getType('_Entity');
    const types = isUnionType(entities) ? entities.getTypes() : [];
    const references = types.map(({ name }) =>
      fc.constantFrom(...(this.known.ids.get(name) ?? [])).map((id) => ({ __typename: name, id })),
    );
    return fc.oneof(...references);
  }

  /** An existing text of the field, a part of one, or a text that is hard to handle. */
  text(values: readonly string[]): fc.Arbitrary<string> {
    const some = values.length > 0 ? values : HOSTILE_TEXTS;
    const whole = fc.constantFrom(...some);
    const piece = fc.tuple(whole, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 8 })).map(
      ([text, from, length]) =>
        Array.from(text)
          .slice(from, from + length)
          .join('') || 'a',
    );
    return fc.oneof(
      { weight: REFUSED / 3, arbitrary: whole },
      { weight: REFUSED / 3, arbitrary: piece },
      { weight: REFUSED / 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
      { weight: 1, arbitrary: fc.constantFrom(...BROKEN_TEXTS) },
    );
  }

  private id({ record, field }: Place): fc.Arbitrary<string> {
    const named = /^(?:.*?)(Organization|Core|Program|Contact|Term|Source|Taxonomy)Id$/i.exec(field)?.[1] ?? record;
    const type = named.charAt(0).toUpperCase() + named.slice(1);
    const own = this.known.ids.get(type);
    return fc.oneof(
      { weight: REFUSED, arbitrary: own ? fc.constantFrom(...own) : this.anyId },
      { weight: 4, arbitrary: this.anyId },
      { weight: 2, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom('no-uuid', '') },
    );
  }

  /** `ProgramWhere`, `ProgramGroupOrder`, `CreateProgramInput` → `Program`. */
  private recordOf(input: string): string | undefined {
    const [, name = ''] =
      /^(?:Create|Update|Archive|Restore|Merge|Upsert)?([A-Z][a-z]+?)s?(?:Where|Having|(?:Group|Aggregate|Related)?Order|OrderCount|GroupAmong|CountFilter|Input|Item)$/.exec(
        input,
      ) ?? [];
    return this.known.schema.getType(name) ? name : undefined;
  }
}

/** Input types whose fields are those of a record. */
const NAMES_FIELDS = /(Where|Having|AggregateOrder|OrderCount|Order)$/;
/** Input types of which exactly one field is given. */
const ONE_THING = /(Order|OrderCount)$/;

/** Operators on one value of the field that the filter is for. */
function isFilter({ name }: GraphQLInputObjectType): boolean {
  return name.endsWith('Filter') && !name.endsWith('CountFilter');
}

/** Whether the field has nested conditions: `and`, `or`, `not`, and related records. */
function nests({ type }: GraphQLInputField): boolean {
  return /(Where|Having|Among|OrderCount|CountFilter)$/.test(getNamedType(type).name);
}

/** Whether the field is a filter on a list: `some`, `none` and `every`. */
function isOfList({ type }: GraphQLInputField): boolean {
  const named = getNamedType(type);
  return isInputObjectType(named) && 'some' in named.getFields();
}

/** `STARTED_YEAR` → `startedYear`, `CREATED_AT_DAY` → `createdAt`. */
export function camelCase(name: string): string {
  const field = name.replace(/_(DAY|MONTH|QUARTER|YEAR)$/, (part, _unit, at: number) =>
    /_(AT|ON)$/.test(name.slice(0, at)) ? '' : part,
  );
  return field.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Plain conditions come as often as those that nest, of which there are more; a version that is expected is seldom the right one. */
function weightOf(field: GraphQLInputField): number {
  if (nests(field)) return 4;
  return field.name.startsWith('expected') ? 1 : 8;
}
