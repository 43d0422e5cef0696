/** The place of the key in the browser's session storage: it is gone when the browser tab is closed. */
const KEY = 'equity-hub:key';

/**
 * Defines `session`: the key with which the explorer asks, and the form for it. The key is checked before it is kept. After a change, the page is loaded
 * again, since another viewer may see another schema.
 */
export const EXPLORER_SESSION = `
  const session = (() => {
    const element = (id) => document.getElementById(id);
    const headersOf = (key) => (key ? { authorization: 'Bearer ' + key } : {});
    const kept = () => sessionStorage.getItem('${KEY}');
    const ask = async (key) => {
      const answer = await fetch('graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersOf(key) },
        body: JSON.stringify({ query: '{ viewer { role principal } }' }),
      });
      const { data, errors } = await answer.json();
      return answer.status < 400 ? { viewer: data?.viewer } : { refusal: errors[0].message };
    };
    const show = (text, signedIn, refused = false) => {
      const viewer = element('viewer');
      viewer.textContent = text;
      viewer.className = refused ? 'refused' : '';
      for (const id of ['key-field', 'sign-in-button']) element(id).hidden = signedIn;
      element('sign-out-button').hidden = !signedIn;
    };
    const nameOf = (viewer) =>
      viewer ? ' as ' + viewer.role.toLowerCase() + (viewer.principal ? ' (' + viewer.principal + ')' : '') : '';
    const signIn = async (event) => {
      event.preventDefault();
      const key = new FormData(event.target).get('key').trim().replace(/^Bearer +/i, '');
      const { refusal } = await ask(key);
      if (refusal) return show(refusal, false, true);
      sessionStorage.setItem('${KEY}', key);
      location.reload();
    };
    const signOut = () => {
      sessionStorage.removeItem('${KEY}');
      location.reload();
    };
    const greet = async () => {
      if (!kept()) return show('You see what is public.', false);
      show('Signed in', true);
      const { viewer, refusal } = await ask(kept());
      if (!refusal) return show('Signed in' + nameOf(viewer), true);
      sessionStorage.removeItem('${KEY}');
      show(refusal, false, true);
    };
    element('sign-in').onsubmit = signIn;
    element('sign-out-button').onclick = signOut;
    void greet();
    return { headers: () => headersOf(kept()) };
  })();`;
