import { capital, fieldName, snakeCase } from '../platform/naming';
import { describedEnum, enumValue, type EnumObject, type Model, type SearchOptions } from '../platform/reading';
import { attributes } from '../taxonomy';

/** How a record type is searched. The SQL is that of its indexes, letter for letter, or they would not serve. */
export interface Searchable {
  readonly model: Model;
  /** The other names of the row aliased `alias`, as an array. */
  readonly others: (alias: string) => string;
  /** The column that says more of it than its name. */
  readonly detail: string;
  /** SQL of what stands for the name of the row aliased `t`. */
  readonly name: string;
  /** The column of `attribute` that holds a tagged record's id; absent for what is not tagged. */
  readonly tagged?: string;
}

/** The record types that can be searched, by their names in `SearchType`. */
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
