import { contacts } from '../contacts';
import { cores } from '../cores';
import { organizations } from '../organizations';
import { describedEnum, type Model } from '../platform/reading';
import { programs } from '../programs';

export const SearchType = describedEnum('SearchType', 'A type of record that can be searched.', {
  ORGANIZATION: 'Organizations, by name, other names and description.',
  CORE: 'Cores, by name, tagline and description.',
  PROGRAM: 'Programs, by name, other names and description.',
  CONTACT: 'Contacts that you may see, by name, credentials, address and title.',
});
export type SearchType = keyof typeof SearchType;

/** How a record type is searched. The SQL is that of its indexes, letter for letter, or they would not serve. */
export interface Searchable {
  readonly model: Model;
  /** The other names of the row aliased `alias`, as an array. */
  readonly others: (alias: string) => string;
  /** The column that says more of it than its name. */
  readonly detail: string;
  /** The column of `attribute` that ties a term to it; absent for what is not tagged. */
  readonly tagged?: string;
}

export const SEARCHABLE: Readonly<Record<SearchType, Searchable>> = {
  ORGANIZATION: {
    model: organizations,
    others: (alias) => `${alias}.alternate_names`,
    detail: 'description',
    tagged: 'organization_id',
  },
  CORE: { model: cores, others: (alias) => `ARRAY[${alias}.tagline]`, detail: 'description', tagged: 'core_id' },
  PROGRAM: {
    model: programs,
    others: (alias) => `${alias}.alternate_names`,
    detail: 'description',
    tagged: 'program_id',
  },
  CONTACT: { model: contacts, others: (alias) => `ARRAY[${alias}.credentials, ${alias}.email]`, detail: 'title' },
};
