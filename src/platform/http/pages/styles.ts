/** Colours, type and links of all pages, in light and dark. */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f4f6f6; --line: #d5dcdb; --ink: #16211f; --soft: #50605d; --link: #0b665f; --accent: #0f766e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1716; --raised: #182321; --line: #32423f; --ink: #e6edeb; --soft: #a2b3af; --link: #5eead4; --accent: #5eead4;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", sans-serif;
}
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875rem; }
:not(pre) > code { padding: 0.05em 0.35em; border-radius: 4px; background: var(--raised); }
`;

export const SANDBOX_STYLE = `
body.sandbox { display: flex; flex-direction: column; height: 100vh; height: 100dvh; }
header {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.25rem; padding: 0.5rem 1rem;
  border-bottom: 1px solid var(--line); background: var(--raised);
}
header .home { display: flex; align-items: center; gap: 0.5rem; font-weight: 600; color: var(--ink); text-decoration: none; }
header label { flex: 1 1 16rem; display: flex; align-items: center; gap: 0.5rem; min-width: 0; color: var(--soft); }
header label + a { margin-left: auto; }
select {
  flex: 1; min-width: 0; max-width: 48rem; padding: 0.3rem 0.5rem; font: inherit; color: var(--ink);
  background: var(--ground); border: 1px solid var(--line); border-radius: 6px;
}
main { flex: 1; min-height: 0; overflow: auto; }
#notice { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
#state { padding: 0.75rem 1rem; border-left: 4px solid var(--accent); background: var(--raised); font-weight: 600; }
#notice li { margin: 0.35rem 0; }
@media (max-width: 44rem) { header label { order: 1; flex-basis: 100%; } header a:last-child { margin-left: auto; } }
iframe { display: block; width: 100%; height: 100%; border: 0; background: #fff; }
`;

/** Additions to GraphiQL's own styles, and the bar above it. */
export const EXPLORER_STYLE = `
:root { --ground: #fff; --raised: #f4f6f6; --line: #d5dcdb; --ink: #16211f; --soft: #50605d; --link: #0b665f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f1716; --raised: #182321; --line: #32423f; --ink: #e6edeb; --soft: #a2b3af; --link: #5eead4; --bad: #ffb4ab; }
}
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; height: 100dvh; }
#root { flex: 1; min-height: 0; }
#root > .graphiql-container, #root > .graphiql-container > * { height: 100%; }
.graphiql-container .graphiql-logo { display: none; }
.graphiql-container .graphiql-sessions { margin-block: 6px; }
.bar, #starters { font: 0.95rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", sans-serif; color: var(--ink); }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1rem; padding: 0.2rem 0.8rem; background: var(--raised); border-bottom: 1px solid var(--line); }
.bar .home { display: flex; align-items: center; gap: 0.5rem; font-weight: 600; color: inherit; text-decoration: none; }
.bar form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.6rem; margin: 0 0 0 auto; min-width: 0; }
.bar label { display: flex; align-items: center; gap: 0.5rem; }
.bar label, #viewer { color: var(--soft); }
#viewer { order: -1; }
#viewer.refused, #file-status { color: var(--bad); }
.bar input, .bar button { padding: 0.15rem 0.6rem; font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 6px; }
.bar input { width: 13rem; max-width: 60vw; }
.bar button { cursor: pointer; }
.bar [hidden] { display: none; }
#starters { box-sizing: border-box; width: min(44rem, calc(100vw - 2rem)); max-height: calc(100dvh - 5rem); margin: 2.8rem auto auto 0.8rem; padding: 0.6rem 1.2rem; overflow: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 30px rgb(0 0 0 / 0.25); }
#starters h2, #notice h2 { margin: 0.8rem 0 0.2rem; font-size: 1rem; }
#starters ul { margin: 0; padding: 0; list-style: none; }
#starters a { color: var(--link); }
#starters li a { display: block; padding: 0.35rem 0; }
#starters p { margin: 0.5rem 0; color: var(--soft); }
@media (max-width: 48rem) {
  .graphiql-container #graphiql-session { flex-direction: column; }
  .graphiql-container #graphiql-session > .graphiql-horizontal-drag-bar { display: none; }
  .graphiql-main:has(> .graphiql-horizontal-drag-bar) > .graphiql-plugin { flex: 1 1 auto !important; min-width: 0; }
  .graphiql-main:has(> .graphiql-horizontal-drag-bar) > :not(.graphiql-plugin) { display: none; }
  #starters { margin-inline: auto; }
}
`;

export const HOME_STYLE = `
.home-page { max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { display: flex; align-items: center; gap: 0.75rem; margin: 0; font-size: 2.1rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.3rem; line-height: 1.3; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1.05rem; line-height: 1.3; }
.lead { max-width: 46rem; margin: 1rem 0 0; font-size: 1.15rem; color: var(--soft); }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 2rem 0 0; }
.counts div { padding: 0.9rem 1.1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
.counts dt { color: var(--soft); }
.counts dd { margin: 0; font-size: 2rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.counts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.doors { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: 0.75rem; margin: 0; padding: 0; list-style: none; }
.doors a { display: block; height: 100%; padding: 0.9rem 1.1rem; border: 1px solid var(--line); border-radius: 10px; color: inherit; text-decoration: none; }
.doors a:hover { border-color: var(--accent); }
.doors strong { display: block; color: var(--link); }
.doors span { color: var(--soft); font-size: 0.95rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0.75rem; }
figure { margin: 0; min-width: 0; }
figcaption { margin-bottom: 0.3rem; color: var(--soft); }
pre { margin: 0; padding: 0.9rem 1.1rem; overflow: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); line-height: 1.5; }
.pair pre { height: 20rem; }
.questions { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem 2.5rem; }
.questions p { margin: 0.1rem 0 0; color: var(--soft); font-size: 0.95rem; }
.docs { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.4rem 2.5rem; margin: 0; padding: 0; list-style: none; }
.note { padding: 0.75rem 1rem; border-left: 4px solid #d97706; background: var(--raised); }
@media (max-width: 44rem) {
  .home-page { padding-top: 1.5rem; }
  h1 { font-size: 1.7rem; }
  .pair { grid-template-columns: minmax(0, 1fr); }
  .pair pre { height: auto; max-height: 24rem; }
  .questions { grid-template-columns: minmax(0, 1fr); }
}
`;

export const WORK_LIST_STYLE = `
.back { margin: 0 0 0.5rem; }
.work { margin: 2rem 0 0; padding: 0; list-style: none; max-width: 46rem; border-top: 1px solid var(--line); }
.work li { display: flex; justify-content: space-between; gap: 1rem; padding: 0.6rem 0.2rem; border-bottom: 1px solid var(--line); }
.work strong { margin-left: auto; font-variant-numeric: tabular-nums; }
.work button { padding: 0 0.6rem; font: inherit; font-size: 0.9em; color: var(--ink); background: var(--raised); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
#file-status { min-height: 1.4em; color: var(--bad); }
.done { margin: 0; padding: 0 0 0 1.2rem; color: var(--soft); }
`;
