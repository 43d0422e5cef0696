import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import { givenName, type Draft } from '../rules/draft';
import type { Unit } from '../unit/unit';
import { factsIn, hasValue, isSame } from './facts';

/**
 * Where the hub demands a source for every fact: refuses values that are new and have no citation of their own, if the record as a whole gets none
 * either. A new link needs a citation itself.
 */
export function refuseUncited(unit: Unit, written: WriteModel | LinkModel, draft: Draft): void {
  if (!unit.citationsRequired || !unit.types.citing || written.model.options.cited === false) return;
  const supporting = draft.citations.filter(({ agrees }) => agrees);
  if (supporting.some(({ fact }) => !fact)) return;
  const isLink = written.model.ends.length > 0;
  if (isLink && !draft.current) {
    draft.refuse('CITATION_REQUIRED', 'citations', 'The link has no source; cite one in citations, without a field.');
    return;
  }
  const cited = new Set(supporting.map(({ fact }) => fact?.field));
  for (const { field, property } of factsIn(written)) {
    const value = draft.values[property.property];
    const isNews = hasValue(value) && !isSame(draft.current?.[property.property], value);
    if (!isNews || cited.has(field)) continue;
    refuse(draft, field, property.property);
  }
}

function refuse(draft: Draft, field: string, property: string): void {
  const name = givenName(draft, property);
  const isGiven = draft.input[name] !== undefined;
  const what = isGiven
    ? field
    : `${field} is ${JSON.stringify(draft.values[property])} unless you give another value, and`;
  const message = `${what} has no source; cite one in citations, with field: "${field}", or without a field for the whole record.`;
  draft.refuse('CITATION_REQUIRED', name, message);
}
