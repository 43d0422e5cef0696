/**
 * Defines `saveFile`: asks for a list as CSV and lets the browser save it. `headers` are those of a credential. Why there is no file stands in
 * `#file-status`.
 */
const SAVE_FILE = `
  const saveFile = async (operation, headers) => {
    const status = document.getElementById('file-status');
    status.textContent = '';
    try {
      const answer = await fetch('graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/csv', ...headers },
        body: JSON.stringify(operation),
      });
      if (!answer.ok) {
        const { errors } = await answer.json();
        status.textContent = errors[0].message;
        return;
      }
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = /filename="(.+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'list.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      status.textContent = 'The file did not come to its end; try again.';
    }
  };`;

/** Shows the buttons of the work list. */
export const WORK_LIST_FILES = `
  {${SAVE_FILE}
    for (const button of document.querySelectorAll('[data-question]')) {
      button.hidden = false;
      button.onclick = () => saveFile({ query: button.dataset.question }, {});
    }
  }`;

/** Defines `saveTab`, which saves the list that an open tab of the explorer asks for. */
export const EXPLORER_FILES = `${SAVE_FILE}
  const saveTab = ({ tabs, activeTabIndex }, headers) => {
    const { query, variables, operationName } = tabs[activeTabIndex];
    let given = variables;
    try {
      given = JSON.parse(variables || '{}');
    } catch {
      // The hub says what is wrong with them.
    }
    return saveFile({ query, variables: given, operationName }, headers);
  };`;
