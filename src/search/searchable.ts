import { capital, fieldName, snakeCase } from '../platform/naming';
import { describedEnum, enumValue, type EnumObject, type Model, type SearchOptions } from '../platform/reading';
import { attributes } from '../taxonomy';

/** How a record type is searched. The SQL must equal that of the indexes exactly, or Postgres does not use them. */
export interface Searchable {
  readonly model: Model;
  /** The other names of the row aliased `alias`, as an array. */
  readonly others: (alias: string) => string;
  /** The column with the description of the record. */
  readonly detail: string;
  /** SQL of the shown name of the row aliased `t`. */
  readonly name: string;
  /** The column of `attribute` with a tagged record's id; absent for a type without tags. */
  readonly tagged?: string;
}

/** The searchable record types, by their names in `SearchType`. */
export type Searchables = ReadonlyMap<string, Searchable>;

export function searchablesOf(models: readonly Model[]): Searchables {
  return new Map(
    models.flatMap((model) => {
      const { search } = model.options;
      return search ? [[enumValue(fieldName(model.type)), searchable(model, search)] as const] : [];
    }),
  );
}

/** `SearchType`: an enum value for each of them. */
export function searchType(searchables: Searchables): EnumObject {
  const values = [...searchables].map(([name, { model }]) => {
    const { plural, search, visible } = model.options;
    return [name, `${capital(plural)}${visible ? ' that you may see' : ''}, by ${search?.by}.`] as const;
  });
  return describedEnum('SearchType', 'A type of record that can be searched.', Object.fromEntries(values));
}

function searchable(model: Model, { others, detail, nameless }: SearchOptions): Searchable {
  const columns = others.map((property) => model.column(property));
  const [first] = columns;
  const othersOf = (alias: string): string => {
    if (!first) return `'{}'::text[]`;
    if (first.filter === 'StringList') return `${alias}.${first.name}`;
    return `ARRAY[${columns.map(({ name }) => `${alias}.${name}`).join(', ')}]`;
  };
  const tags = [...model.relations.values()].find((one) => one.kind === 'linked' && one.link === attributes);
  return {
    model,
    others: othersOf,
    detail: model.column(detail).name,
    name: nameless ? `coalesce(t.name, t.${model.column(nameless).name})` : 't.name',
    ...(tags?.kind === 'linked' && { tagged: snakeCase(tags.from) }),
  };
}
