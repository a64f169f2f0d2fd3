/** Colours hold a contrast of 4.5 to 1 on what they stand on, in light and dark. */
export const style = `
:root {
  --page: #f6f7f9; --card: #ffffff; --ink: #1a2230; --soft: #56617a; --line: #dde2ea; --link: #0b57b0; --code: #eef1f6;
  --good: #0f6b3a; --good-back: #e0f4e8; --warning: #7a4b00; --warning-back: #fdf0d5;
  --critical: #a3131f; --critical-back: #fde6e7; --alert: #b3131f; --alert-ink: #ffffff; --quiet: #4c566b; --quiet-back: #e8ebf1;
  --top: #14213d; --top-ink: #ffffff; --top-soft: #c3cde4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10141c; --card: #181e29; --ink: #e7ebf3; --soft: #a4aec2; --line: #2c3546; --link: #8ab8ff; --code: #232b3a;
    --good: #7fe0a8; --good-back: #123524; --warning: #ffd17a; --warning-back: #3d2c06;
    --critical: #ff9ea4; --critical-back: #47151a; --quiet: #b6c0d4; --quiet-back: #2a3344;
    --top: #0a0e16; --top-ink: #ffffff; --top-soft: #aab6d0;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.top { background: var(--top); color: var(--top-ink); padding: 2rem max(1.25rem, calc((100% - 76rem) / 2)) 4.5rem; }
.kind { margin: 0; color: var(--top-soft); letter-spacing: .08em; text-transform: uppercase; font-size: .75rem; font-weight: 600; }
h1 { margin: .1rem 0 .6rem; font-size: clamp(1.6rem, 5vw, 2.4rem); line-height: 1.15; letter-spacing: -.01em; overflow-wrap: anywhere; }
.verdict { display: inline-block; margin: 0 0 1rem; padding: .3rem .85rem; border-radius: 2rem; font-weight: 600; background: var(--quiet-back); color: var(--quiet); }
.verdict.well { background: var(--good-back); color: var(--good); }
.verdict.attention { background: var(--warning-back); color: var(--warning); }
.verdict.critical { background: var(--alert); color: var(--alert-ink); }
.meta { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin: 0; }
.meta div { display: flex; gap: .5rem; }
.meta dt { color: var(--top-soft); }
.meta dd { margin: 0; font-weight: 600; }
main { padding: 0 max(1.25rem, calc((100% - 76rem) / 2)) 2rem; margin-top: -3rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
.figures li { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--quiet); border-radius: .75rem; padding: .8rem 1rem; }
.figures b { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures span { color: var(--soft); }
.figures .good { border-top-color: var(--good); }
.figures .warning { border-top-color: var(--warning); }
.figures .critical { border-color: var(--alert); background: var(--critical-back); }
.figures .critical b, .figures .critical span { color: var(--critical); }
section, .section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem 1.25rem; margin: 0 0 1.25rem; scroll-margin-top: 1rem; }
h2 { margin: 0 0 .7rem; font-size: 1.15rem; }
.section { padding: 0; margin-bottom: .6rem; border-left: 5px solid var(--quiet); }
.section.critical { border-color: var(--alert); }
.section.warning { border-left-color: var(--warning); }
.section.good { border-left-color: var(--good); }
summary { cursor: pointer; list-style: none; border-radius: .5rem; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--code); }
.section > summary { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; padding: .6rem 1.1rem; }
.section > summary h2 { margin: 0; font-size: 1.05rem; }
.section > summary::before { content: ""; width: .5rem; height: .5rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.section[open] > summary::before { transform: rotate(45deg); }
.section > div { padding: .2rem 1.25rem 1.1rem; scroll-margin-top: 4rem; }
.others { margin-top: .6rem; }
.others > summary { display: inline-block; padding: .2rem .6rem; color: var(--link); }
.others > summary::before { content: "+ "; }
.others[open] > summary::before { content: "− "; }
p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: .25rem; }
.plain { margin: 0; padding-left: 1.1rem; }
.plain li { overflow-wrap: anywhere; }
.pill { display: inline-block; padding: .08rem .6rem; border-radius: 1rem; font-size: .85rem; font-weight: 600; background: var(--quiet-back); color: var(--quiet); }
.pill.good { background: var(--good-back); color: var(--good); }
.pill.warning { background: var(--warning-back); color: var(--warning); }
.pill.critical { background: var(--alert); color: var(--alert-ink); }
.pending { display: grid; gap: .75rem; margin: 0; padding: 0; list-style: none; }
.pending li { border: 1px solid var(--line); border-left: 5px solid var(--quiet); border-radius: .5rem; padding: .7rem .9rem; min-width: 0; }
.pending > .critical { border-color: var(--alert); background: var(--critical-back); }
.pending > .warning { border-left-color: var(--warning); }
.pending p { margin: 0 0 .35rem; }
code, pre { font: .86em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre code { font-size: inherit; }
pre { margin: 0; padding: .5rem .75rem; border-radius: .4rem; background: var(--code); white-space: pre-wrap; }
nav ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .4rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
nav a { display: flex; justify-content: space-between; align-items: baseline; gap: 0 .75rem; padding: .3rem .7rem; border: 1px solid var(--line); border-left: 5px solid var(--quiet); border-radius: .4rem; background: var(--card); color: var(--ink); text-decoration: none; }
nav a:hover { border-color: var(--link); }
nav .state { color: var(--soft); font-size: .85rem; text-align: right; }
nav .good { border-left-color: var(--good); }
nav .warning { border-left-color: var(--warning); }
nav .warning .state { color: var(--warning); font-weight: 600; }
nav .critical { border-color: var(--alert); background: var(--critical-back); color: var(--critical); font-weight: 600; }
nav .critical .state { color: var(--critical); }
table { width: 100%; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th { text-align: left; font-size: .8rem; color: var(--soft); font-weight: 600; padding: .35rem .6rem; border-bottom: 2px solid var(--line); }
td { padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td span { overflow-wrap: anywhere; }
td span.pill { overflow-wrap: break-word; }
tbody tr:last-child td { border-bottom: 0; }
.number { font-variant-numeric: tabular-nums; }
.commands { margin: 0; }
.commands div { display: grid; grid-template-columns: minmax(10rem, 1fr) 2fr; gap: .25rem 1rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.commands div:last-child { border-bottom: 0; }
.commands dd { margin: 0; }
footer { padding: 0 max(1.25rem, calc((100% - 76rem) / 2)) 2rem; color: var(--soft); }
@media (max-width: 60rem) {
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide, .wide tbody, .wide tr, .wide td { display: block; }
  .wide tbody tr { border: 1px solid var(--line); border-radius: .5rem; padding: .35rem .75rem; margin-bottom: .6rem; }
  .wide td { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem; padding: .25rem 0; border: 0; justify-items: start; }
  .wide td::before { content: attr(data-label); color: var(--soft); font-size: .85rem; }
  .narrow th, .narrow td { padding: .4rem .25rem; }
  .narrow th { font-size: .72rem; overflow-wrap: anywhere; }
  .commands div { grid-template-columns: 1fr; }
  section { padding: 1rem; }
  .section > div { padding: .2rem .75rem .75rem; }
}
@media print {
  :root {
    --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #f3f3f3; --link: #000;
    --good: #0f6b3a; --good-back: #fff; --warning: #7a4b00; --warning-back: #fff; --critical: #a3131f; --critical-back: #fff; --alert: #fff; --alert-ink: #a3131f;
    --quiet: #444; --quiet-back: #fff; --top: #fff; --top-ink: #000; --top-soft: #444;
  }
  @page { margin: 14mm; }
  body { font-size: 10pt; }
  nav { display: none; }
  .top, main, footer { padding-left: 0; padding-right: 0; }
  .top { padding-top: 0; padding-bottom: 1rem; }
  main { margin-top: 0; }
  section, .section { border: 0; padding: 0; margin-bottom: 1.2rem; }
  .section > summary, .section > div { padding: 0 0 .4rem; }
  .section > summary::before, .others > summary::before { content: none; }
  details::details-content { content-visibility: visible; }
  .verdict, .pill { border: 1px solid currentColor; }
  h2 { break-after: avoid; }
  tr, .pending li, .figures li { break-inside: avoid; }
  .figures { grid-template-columns: repeat(6, 1fr); }
  .figures b { font-size: 1.3rem; }
}
`;
