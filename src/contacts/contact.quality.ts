import { cores } from '../cores';
import { organizations } from '../organizations';
import type { QualityRule } from '../platform/quality-rule';
import type { Model } from '../platform/reading';
import { programs } from '../programs';

export const contactQuality: readonly QualityRule[] = [
  withoutContact('ORGANIZATION', 'Organizations', organizations),
  withoutContact('CORE', 'Cores', cores),
  withoutContact('PROGRAM', 'Programs', programs),
];

function withoutContact(type: string, what: string, model: Model): QualityRule {
  return {
    name: `${type}_WITHOUT_CONTACT`,
    title: `${what} without a contact`,
    model,
    where: () => ({ contacts: { none: {} } }),
  };
}
