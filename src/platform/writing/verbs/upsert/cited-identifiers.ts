import { enterCitation } from '../../citing/cited';
import { readCitations } from '../../citing/given-citations';
import { refuseUncited } from '../../citing/required';
import type { Draft } from '../../rules/draft';
import type { WriteModel } from '../../model/write-model';
import { Overtaken } from '../../unit/overtaken';
import type { Unit } from '../../unit/unit';
import { identifiersOf, isNew, withIdentifier } from './identifiers';

/**
 * Reads the citations of the identifiers of drafts, whose own citations must have been read before: an identifier is a part of what an item says, so
 * those of the item as a whole are its own too, unless it has one as a whole itself.
 */
export async function citeIdentifiers(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const link = identifiersOf(unit, record)?.link;
  const identified = drafts.flatMap(withIdentifier);
  if (!link || identified.length === 0) return;
  await readCitations(
    unit,
    link,
    identified.map(({ identifier }) => identifier),
  );
  for (const one of identified) {
    const { citations } = one.identifier;
    const isWhole = ({ fact }: Draft['citations'][number]): boolean => !fact;
    if (!citations.some(isWhole)) citations.push(...one.draft.citations.filter(isWhole));
    if (isNew(one)) refuseUncited(unit, link, one.identifier);
  }
}

/** Locks the stored identifiers that get citations, after their records, in one statement. */
export async function lockIdentifiers(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const identifiers = identifiersOf(unit, record);
  const cited = drafts.flatMap(withIdentifier).filter((one) => !isNew(one) && one.identifier.citations.length > 0);
  if (!identifiers || cited.length === 0) return;
  const rows = await unit.lock(
    identifiers.link.model,
    cited.map(({ identifier }) => String(identifier.id)),
  );
  for (const { draft, identifier } of cited) {
    identifier.current = rows.get(String(identifier.id));
    if (identifier.current?.[identifiers.by] !== draft.current?.id) throw new Overtaken('identifier');
  }
}

/**
 * Adds a new identifier to a written record, whose log has it as part of the same change, or citations to one that is there already.
 * @returns whether citations were added to one that is there already
 */
export function enterIdentifier(unit: Unit, record: WriteModel, draft: Draft): boolean {
  const identifiers = identifiersOf(unit, record);
  const [one] = withIdentifier(draft);
  if (!identifiers || !one) return false;
  const { link, by } = identifiers;
  const { id = '', values, current, citations } = one.identifier;
  if (isNew(one)) unit.createPart(link.model, { ...values, [by]: draft.id }, id);
  const isCited = unit.citations?.give(id, citations, new Set());
  if (!current || !isCited) return false;
  enterCitation(unit, { written: link, row: current, endOf: () => draft.current }, 'CITED');
  return true;
}
