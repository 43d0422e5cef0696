import { cores } from '../cores';
import { organizations } from '../organizations';
import { belongsTo, hasMany, linked, type Relation } from '../platform/reading';
import { programs } from '../programs';
import { attributes } from './attribute.entity';
import { taxonomies } from './taxonomy.entity';
import { terms } from './term.entity';

const link = attributes;
const ends = [
  { model: organizations, key: 'organizationId', field: 'organization', termField: 'organizations' },
  { model: cores, key: 'coreId', field: 'core', termField: 'cores' },
  { model: programs, key: 'programId', field: 'program', termField: 'programs' },
];

export const taxonomyRelations: readonly Relation[] = [
  belongsTo({
    on: terms,
    name: 'taxonomy',
    target: taxonomies,
    by: 'taxonomyId',
    nullable: true,
    groupable: true,
    description: 'The taxonomy that it belongs to.',
  }),
  belongsTo({
    on: terms,
    name: 'parent',
    target: terms,
    by: 'parentId',
    nullable: true,
    description: 'The broader term; null if there is none.',
  }),
  hasMany({
    on: terms,
    name: 'children',
    target: terms,
    by: 'parentId',
    needsIt: true,
    description: 'The narrower terms.',
  }),
  hasMany({
    on: taxonomies,
    name: 'terms',
    target: terms,
    by: 'taxonomyId',
    needsIt: true,
    description: 'Its terms.',
  }),
  ...ends.flatMap(({ model, key, field, termField }) => [
    linked({
      on: model,
      name: 'terms',
      target: terms,
      link,
      from: key,
      to: 'termId',
      edge: [],
      groupable: true,
      description: 'The terms that it is tagged with, such as its audiences and topics.',
    }),
    linked({
      on: terms,
      name: termField,
      target: model,
      link,
      from: 'termId',
      to: key,
      edge: [],
      needsIt: true,
      description: `The ${termField} tagged with the term.`,
    }),
    belongsTo({
      on: link,
      name: field,
      target: model,
      by: key,
      nullable: true,
      description: `The ${field} that is tagged, if the tag is on one.`,
    }),
  ]),
  belongsTo({ on: link, name: 'term', target: terms, by: 'termId', nullable: true, description: 'The term.' }),
];
