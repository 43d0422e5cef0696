import { cores } from '../cores';
import { notAssured, type QualityRule } from '../platform/quality-rule';
import { programs } from './program.entity';

export const programQuality: readonly QualityRule[] = [
  notAssured(programs),
  {
    name: 'PROGRAM_WITHOUT_URL',
    title: 'Programs without a URL',
    model: programs,
    where: () => ({ url: { isNull: true } }),
  },
  {
    name: 'PROGRAM_WITHOUT_LEAD',
    title: 'Programs that no organization leads',
    model: programs,
    where: () => ({ organizations: { roles: ['LEAD'], none: {} } }),
  },
  {
    name: 'CORE_WITHOUT_PROGRAM',
    title: 'Cores without a program',
    model: cores,
    where: () => ({ programs: { none: {} } }),
  },
];
