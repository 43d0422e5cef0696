import { WriteModel } from '../platform/writing';
import { programs } from './program.entity';

export const programWrites = new WriteModel(programs, {
  unique: [{ properties: ['slug'] }],
  naturalKey: ['slug'],
  dataset: { cited: ['status'] },
  check: ({ supportMaxAmount, supportCurrency }) => {
    if ((supportMaxAmount ?? null) === null && (supportCurrency ?? null) !== null) {
      return [
        [
          'supportMaxAmount',
          'supportCurrency is given without supportMaxAmount; give both or neither.',
          'supportCurrency',
        ],
      ];
    }
    if ((supportMaxAmount ?? null) !== null && (supportCurrency ?? null) === null) {
      return [
        [
          'supportCurrency',
          'supportMaxAmount is given without supportCurrency; give both or neither.',
          'supportMaxAmount',
        ],
      ];
    }
    return [];
  },
});
