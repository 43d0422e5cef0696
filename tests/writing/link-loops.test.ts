import { domain } from '../../src/features';
import type { LinkModel } from '../../src/platform/writing/model/link-model';

const tags = domain.writes.links.find(({ model }) => model.type === 'Attribute') as LinkModel;

describe('a link of which several ends may be empty', () => {
  test('does not connect a record with itself because two ends are empty', () => {
    expect(tags.isLoop({ termId: 'a', organizationId: null, coreId: null, programId: 'b' })).toBe(false);
  });

  test('connects a record with itself if two ends hold the same id', () => {
    expect(tags.isLoop({ termId: 'a', organizationId: null, coreId: 'a', programId: null })).toBe(true);
  });
});
