import { notAssured, type QualityRule } from '../platform/quality-rule';
import { organizations } from './organization.entity';

export const organizationQuality: readonly QualityRule[] = [
  notAssured(organizations),
  {
    name: 'ORGANIZATION_WITHOUT_WEBSITE',
    title: 'Organizations without a website',
    model: organizations,
    where: () => ({ website: { isNull: true } }),
  },
];
