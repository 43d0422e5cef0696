import { v7 } from 'uuid';
import { isUuid, noSuchId } from '../../uuid';
import { Draft } from '../rules/draft';
import { typeOfRecord } from '../rules/type-of-record';
import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import type { WrittenTypes } from '../model/written-types';
import { addIdentity, mutationInput, payloadType, type Mutation, type PayloadType } from '../schema/mutation';
import type { StoredRow, Values } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import type { Result } from '../unit/work';
import { refuseArchived, refuseStale } from '../verbs/save';
import { enterCitation, lockCited, type Cited } from './cited';
import { addCitation } from './citation-input';
import type { Citing } from './facts';
import { readCitations } from './given-citations';

/** `citeRecord` and `retractCitation`. */
export function citeMutations({ citing, ...types }: Pick<WrittenTypes, 'records' | 'links' | 'citing'>): Mutation[] {
  if (!citing) return [];
  const citable = [...types.records, ...types.links].filter(({ model }) => model.options.cited !== false);
  const payload = payloadOf(citing);
  return [citeMutation(citable, citing, payload), retractMutation(citable, citing, payload)];
}

type Written = WriteModel | LinkModel;

function payloadOf({ citations }: Citing): PayloadType {
  return payloadType('CitationPayload', 'The result of a mutation of a citation.', [
    { name: 'citation', model: citations, description: 'The citation; null if the input was rejected.' },
    { name: 'record', description: 'The record or link that it is for.' },
  ]);
}

function citeMutation(citable: readonly Written[], citing: Citing, payload: PayloadType): Mutation {
  const description = 'Cites a source for a record, a link or the value of one field.';
  const input = mutationInput('CiteRecordInput', description);
  addIdentity(input, 'the record or link');
  addCitation(input, citing);
  return { name: 'citeRecord', description, input, payload, work: (given, unit) => cite(citable, given, unit) };
}

function retractMutation(citable: readonly Written[], citing: Citing, payload: PayloadType): Mutation {
  const description = 'Retracts a citation that was a mistake. It is archived, and the history of its record keeps it.';
  const input = mutationInput('RetractCitationInput', description);
  addIdentity(input, 'the citation');
  return {
    name: 'retractCitation',
    description,
    input,
    payload,
    work: (given, unit) => retract(citable, citing, given, unit),
  };
}

async function cite(
  citable: readonly Written[],
  { id, expectedVersion, ...citation }: Values,
  unit: Unit,
): Promise<Result> {
  const draft = new Draft({ id, expectedVersion, citations: [citation] });
  draft.citesItself = true;
  const written = await typeOfRecord(citable, String(id), unit);
  if (!written) draft.refuseId('id', id, noSuchId('record or link', String(id)));
  const found = written && (await lockOne(unit, written, String(id).toLowerCase()));
  if (found) await readCitations(unit, found.written, [draftOf(draft, found)]);
  if (!found || draft.failed) return refused(draft);
  const created = await give(unit, found, draft);
  if (created === undefined)
    draft.refuse(
      'ALREADY_EXISTS',
      'lineFrom',
      'This passage is cited for this value already; cite another one, or leave it.',
    );
  return created === undefined ? refused(draft) : done(found, created);
}

function draftOf(draft: Draft, { row, written }: Cited): Draft {
  draft.current = row;
  refuseStale(draft);
  if ('recordType' in written) refuseArchived(draft);
  else if (row.archivedAt) draft.refuse('CONFLICT', 'id', 'The link was removed; add it again, with its citations.');
  return draft;
}

/** @returns the id of the new citation; undefined if it is there already */
async function give(unit: Unit, cited: Cited, { citations }: Draft): Promise<string | undefined> {
  const id = v7();
  const given = citations.map((citation) => ({ ...citation, id }));
  await unit.citations?.load([cited.row.id]);
  if (!unit.citations?.give(cited.row.id, given, new Set())) return undefined;
  enterCitation(unit, cited, 'CITED');
  return id;
}

async function retract(citable: readonly Written[], citing: Citing, input: Values, unit: Unit): Promise<Result> {
  const draft = new Draft(input);
  const id = String(input.id).toLowerCase();
  const { rows } = isUuid(id)
    ? await unit.client.query<{ recordType: string; recordId: string }>(
        `SELECT record_type AS "recordType", record_id AS "recordId" FROM ${citing.citations.table} WHERE id = $1`,
        [id],
      )
    : { rows: [] };
  const written = citable.find(({ model }) => model.table === rows[0]?.recordType);
  const found = written && (await lockOne(unit, written, String(rows[0]?.recordId)));
  const citation = found && (await unit.lock(citing.citations, [id])).get(id);
  if (!found || !citation) {
    draft.refuseId('id', input.id, noSuchId('citation', String(input.id)));
    return refused(draft);
  }
  refuseEnded(draft, citation);
  if (draft.failed) return refused(draft);
  unit.citations?.retract(citation);
  enterCitation(unit, found, 'CITATION_RETRACTED');
  return done(found, id);
}

function refuseEnded(draft: Draft, citation: StoredRow): void {
  draft.current = citation;
  if (citation.archivedAt) draft.refuse('CONFLICT', 'id', 'The citation is retracted already; there is nothing to do.');
  else if (citation.supersededAt)
    draft.refuse(
      'CONFLICT',
      'id',
      'The value that it is for was replaced or removed, so the citation is no longer current; there is nothing to do.',
    );
  else refuseStale(draft);
}

async function lockOne(unit: Unit, written: Written, id: string): Promise<Cited | undefined> {
  return (await lockCited(unit, written, [id])).get(id);
}

function done({ written, row }: Cited, citation: string): Result {
  return {
    fields: { citation, record: { type: written.model.type, id: row.id } },
    errors: [],
    refused: false,
  };
}

function refused({ errors }: Draft): Result {
  return { fields: {}, errors, refused: true };
}
