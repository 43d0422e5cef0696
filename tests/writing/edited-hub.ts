import { startTestHub, type TestHub } from '../support/hub';
import { brokenLogs, signInEditor, type Editor } from './mutate';

/** The hub of the test file that imports it. When the tests have ended, the histories of all records must be complete. */
export let hub: TestHub;

/** A client with the role editor. */
export let editor: Editor;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
});
afterAll(async () => {
  expect(await brokenLogs(hub)).toEqual([]);
  await hub.close();
});
