import { describeChanges, withVersion } from '../../scripts/changes/schema-changes';

const BEFORE = 'type Query { programs: [String!]! old: Int kind: Kind } enum Kind { STUDY }';

test('says what has changed for clients, what breaks them first', async () => {
  const after =
    'type Query { "All." programs(first: Int): [String!]! kind: Kind added: Int } enum Kind { STUDY CLINIC }';
  expect(await describeChanges('0.2.0', BEFORE, after)).toBe(`## 0.2.0

### Breaking

- Field \`old\` was removed from object type \`Query\`

### May surprise a client

- Argument \`first: Int\` added to field \`Query.programs\`
- Enum value \`CLINIC\` was added to enum \`Kind\`

### Other changes

- Field \`added\` was added to object type \`Query\`
`);
});

test('says that nothing has changed where only descriptions have', async () => {
  const after = BEFORE.replace('old', '"Not used any more." old');
  expect(await describeChanges('0.2.0', BEFORE, after)).toBe('## 0.2.0\n\nNo changes for clients.\n');
});

test('the newest version comes first', () => {
  const first = withVersion('# Changes\n\nWhat has changed.\n', '## 0.2.0\n\nA\n');
  expect(withVersion(first, '## 0.3.0\n\nB\n')).toBe(
    '# Changes\n\nWhat has changed.\n\n## 0.3.0\n\nB\n\n## 0.2.0\n\nA\n',
  );
});
