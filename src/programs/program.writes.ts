import { WriteModel } from '../platform/writing';
import { programs } from './program.entity';

export const programWrites = new WriteModel(programs, {
  unique: [{ properties: ['slug'] }],
  naturalKey: 'slug',
  dataset: { cited: ['status'] },
  check: ({ supportMaxAmount, supportCurrency }) => {
    if ((supportMaxAmount ?? null) === null && (supportCurrency ?? null) !== null) {
      return [
        [
          'supportMaxAmount',
          'supportMaxAmount is missing; a currency says nothing without an amount.',
          'supportCurrency',
        ],
      ];
    }
    if ((supportMaxAmount ?? null) !== null && (supportCurrency ?? null) === null) {
      return [
        [
          'supportCurrency',
          'supportCurrency is missing; an amount says nothing without its currency.',
          'supportMaxAmount',
        ],
      ];
    }
    return [];
  },
});
