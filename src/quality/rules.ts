import { quoted } from '../platform/text';
import { capital } from '../platform/naming';
import type { Domain } from '../platform/domain';
import type { QualityRule } from '../platform/quality-rule';
import { recordTypeName } from '../platform/reading';
import { comparablesOf } from './comparable';

/** The rules of all features, and for each type whose records can be alike, that of its possible duplicates. */
export function rulesOf(domain: Domain): readonly QualityRule[] {
  const { features, models } = domain;
  const declared = features.flatMap(({ quality = [] }) => (typeof quality === 'function' ? quality(domain) : quality));
  const duplicates = [...comparablesOf(models).values()].map((model) => ({
    name: `${recordTypeName(model.type)}_DUPLICATES`,
    title: `${capital(model.options.plural)} that may be the same as others`,
    model,
  }));
  return [...declared, ...duplicates];
}

/** What keeps the rules from being asked: two of one name. */
export function ruleFaults(domain: Domain): string[] {
  const names = rulesOf(domain).map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `Two rules of quality have the name ${quoted(name)}; give one of them another name.`,
  );
}
