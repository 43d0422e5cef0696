import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { committedBase } from '../../scripts/check/schema/committed';

const FILE = 'schema/hub.graphql';

describe('the schema that a change is compared with', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'hub-committed-'));
    // A repository around the temporary folder must not answer in its place.
    process.env['GIT_CEILING_DIRECTORIES'] = os.tmpdir();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    delete process.env['GIT_CEILING_DIRECTORIES'];
  });

  function git(...args: string[]): void {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
  }

  function commit(text: string): void {
    mkdirSync(path.join(folder, 'schema'), { recursive: true });
    writeFileSync(path.join(folder, FILE), text);
    git('add', '.');
    git('commit', '--quiet', '--allow-empty', '--message', 'A change');
  }

  it('is the last commit while the change is not committed', () => {
    git('init', '--quiet');
    commit('one');
    expect(committedBase(folder, FILE, 'two')).toEqual({ sdl: 'one', commit: 'the last commit' });
  });

  it('is the commit before once the change is committed', () => {
    git('init', '--quiet');
    commit('one');
    commit('two');
    expect(committedBase(folder, FILE, 'two')).toEqual({ sdl: 'one', commit: 'the commit before the last' });
  });

  it('is none in the first commit', () => {
    git('init', '--quiet');
    expect(committedBase(folder, FILE, 'one')).toEqual({ missing: 'nothing is committed yet' });
    commit('one');
    expect(committedBase(folder, FILE, 'one')).toEqual({ missing: 'no earlier commit has the schema' });
  });

  it('is none in a shallow clone, and says what helps', () => {
    git('init', '--quiet');
    commit('one');
    commit('two');
    const clone = path.join(folder, 'clone');
    git('clone', '--quiet', '--depth=1', `file://${folder}`, clone);
    expect(committedBase(clone, FILE, 'two')).toEqual({ missing: expect.stringContaining('git fetch --deepen=1') });
  });

  it('is none where there is no repository', () => {
    expect(committedBase(folder, FILE, 'one')).toEqual({ missing: expect.stringContaining('not a git repository') });
  });
});
