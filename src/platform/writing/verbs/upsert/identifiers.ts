import type { Draft } from '../../rules/draft';
import type { LinkModel } from '../../model/link-model';
import type { WriteModel } from '../../model/write-model';
import type { Unit } from '../../unit/unit';

/** How the records of a type have identifiers. */
export interface Identifiers {
  readonly link: LinkModel;
  /** The property of an identifier that holds the record's id. */
  readonly by: string;
  /** The field of the record's changes that has the identifiers. */
  readonly field: string;
}

/** A record and the identifier that its input gives. */
export interface Identified {
  readonly draft: Draft;
  readonly identifier: Draft;
}

export function identifiersOf({ types }: Unit, { model }: WriteModel): Identifiers | undefined {
  const link = types.identifiersOf(model);
  const end = link?.options.ends.find((one) => one.model === model);
  return link && end?.field !== undefined ? { link, by: end.property, field: end.field } : undefined;
}

/** The draft with its identifier, if it has one that is valid. */
export function withIdentifier(draft: Draft): Identified[] {
  const { identifier } = draft;
  return identifier ? [{ draft, identifier }] : [];
}

/** Whether no record has the identifier yet. */
export function isNew({ identifier }: Identified): boolean {
  return identifier.outcome === 'CREATED';
}
