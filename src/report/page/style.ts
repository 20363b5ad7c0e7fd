import { declarations, series } from '../palette.ts';

const dots = Object.keys(series)
  .map((name) => `.c-${name}{background:var(--${name})}`)
  .join('');

/** Tints of the duel matrix: blue where the row wins, red where it loses, five steps each; text stays ink on all of them. */
const tints = [1, 2, 3, 4, 5]
  .map(
    (k) =>
      `.tint-${k}{background:color-mix(in srgb,var(--accent) ${5 * k}%,transparent)}.tint--${k}{background:color-mix(in srgb,var(--loss) ${5 * k}%,transparent)}`,
  )
  .join('');

/** The stylesheet of the page, without its fonts. */
export const stylesheet = `
:root{color-scheme:light;${declarations('light')}--serif:"Source Serif",Georgia,serif;--sans:"Inter",system-ui,sans-serif;--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${declarations('dark')}}}
:root[data-theme=dark]{color-scheme:dark;${declarations('dark')}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 var(--sans);font-feature-settings:"calt","ss03";-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
a{color:inherit}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:16px;top:12px;background:var(--raised);padding:8px 14px;z-index:9}
.page{display:grid;grid-template-columns:184px minmax(0,840px);column-gap:56px;justify-content:center;max-width:1160px;margin:0 auto;padding:0 40px}
.rail{padding-top:44px}
.rail>div{position:sticky;top:44px}
.brand{display:flex;align-items:center;justify-content:space-between;margin:0 0 26px;font:600 18px/1 var(--serif)}
button{font:500 12.5px/1 var(--sans);color:var(--ink-soft);background:none;border:1px solid var(--line);border-radius:6px;padding:7px 11px;cursor:pointer}
button:hover{color:var(--ink);border-color:var(--line-strong)}
.rail nav ol{list-style:none;margin:0;padding:0;border-left:2px solid var(--line);font-size:13.5px}
.rail nav a{display:block;padding:5px 0 5px 14px;margin-left:-2px;border-left:2px solid transparent;color:var(--ink-quiet);text-decoration:none}
.rail nav a:hover{color:var(--ink)}
.rail nav a[aria-current]{color:var(--ink);border-color:var(--accent);font-weight:500}
main{padding:44px 0 72px;min-width:0}
.eyebrow{margin:0 0 6px;font-size:12.5px;color:var(--ink-quiet)}
header .eyebrow{margin-bottom:14px}
.eyebrow b{color:var(--accent);font-weight:600}
.eyebrow b::after{content:"";display:inline-block;border-left:1px solid var(--line-strong);height:.9em;margin:0 9px;vertical-align:-1px}
h1{font:600 39px/1.14 var(--serif);letter-spacing:-.014em;margin:0 0 22px;text-wrap:balance;max-width:21em}
.lead{font:400 19px/1.58 var(--serif);color:var(--ink-soft);margin:0 0 22px;max-width:37em;text-wrap:pretty}
.lead b{color:var(--ink);font-weight:600}
[data-key],td,.facts,dd{font-variant-numeric:tabular-nums lining-nums}
.facts{display:flex;flex-wrap:wrap;gap:4px 22px;margin:0 0 32px;padding:0;list-style:none;font-size:13px;color:var(--ink-quiet)}
code,pre{font-family:var(--mono);font-size:.92em}
.stamp{margin:0 0 26px;padding:14px 18px;border:2px solid var(--loss);border-radius:8px;color:var(--ink)}
.stamp b{color:var(--loss);letter-spacing:.04em}
.alarm{margin:0 0 14px;padding:2px 0 2px 16px;border-left:3px solid var(--loss);color:var(--loss);font-size:14px;max-width:60em}
.warnings{margin:28px 0 0;padding:14px 18px 14px 18px;background:var(--panel);border-radius:8px;font-size:13.5px;color:var(--ink-soft)}
.warnings h2{font:600 13.5px/1.4 var(--sans);margin:0 0 4px;color:var(--ink)}
.warnings ul{margin:0;padding-left:18px}
.warnings li{margin:3px 0}
.warnings summary{margin-top:6px;cursor:pointer;color:var(--ink);font-weight:500}
.key-figures{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));margin:0;border-top:2px solid var(--ink);border-bottom:1px solid var(--line)}
.key-figures>div{padding:16px 12px 18px 16px;border-left:1px solid var(--line)}
.key-figures>div:first-child{padding-left:0;border-left:0}
.key-figures dt{font-size:12.5px;line-height:1.4;color:var(--ink-soft)}
.key-figures dd{margin:0}
.key-figures .value{font:600 27px/1.25 var(--serif);letter-spacing:-.01em;white-space:nowrap;margin:3px 0 4px}
.key-figures .note{font-size:12px;line-height:1.4;color:var(--ink-quiet)}
section{margin-top:64px;border-top:1px solid var(--line);padding-top:18px}
section>h2{font:600 24px/1.25 var(--serif);letter-spacing:-.008em;margin:0 0 26px}
section>h2 span{color:var(--ink-quiet);font-weight:400;margin-right:11px}
h3{font:600 16.5px/1.4 var(--sans);letter-spacing:-.008em;margin:34px 0 6px;text-wrap:pretty}
figure{margin:0 0 44px}
figure h3{margin:0 0 4px}
.subtitle{margin:0 0 14px;color:var(--ink-soft);font-size:14px;text-wrap:pretty}
.gesture{margin:-8px 0 14px;color:var(--ink-soft);font-size:13px;text-wrap:pretty}
.picture .quiet{margin:0}
.switch{display:flex;flex-wrap:wrap;align-items:center;gap:10px 20px;margin:0 0 22px;font-size:13px;color:var(--ink-soft)}
.segments{display:flex;flex-wrap:wrap;gap:2px;background:var(--panel);border-radius:8px;padding:3px;min-width:0}
.segments button{border:1px solid transparent;border-radius:6px;padding:6px 11px;line-height:1.3;max-width:100%;text-align:left}
.segments button[aria-pressed=true]{background:var(--raised);color:var(--ink);border-color:var(--line-strong)}
.dot{display:inline-block;width:7px;height:7px;border-radius:50%;margin-right:7px;vertical-align:1px;flex:none;print-color-adjust:exact}
${dots}
.switch select{font:inherit;color:var(--ink);background:var(--raised);border:1px solid var(--line-strong);border-radius:6px;padding:5px 8px;max-width:100%;min-width:0}
.switch label{display:inline-flex;align-items:center;gap:8px;cursor:pointer}
input[type=checkbox]{accent-color:var(--accent);width:14px;height:14px;margin:0}
.picture{width:100%;min-width:0}
.picture svg{display:block;max-width:100%;height:auto;overflow:visible}
.under{display:flex;justify-content:space-between;gap:8px 28px;border-top:1px solid var(--line);margin-top:10px;padding-top:9px;font-size:12.5px;line-height:1.5;color:var(--ink-quiet)}
.under p{margin:0;text-wrap:pretty}
.take{flex:none;display:flex;gap:14px}
.take button{border:0;padding:0;border-radius:2px;font-size:12.5px;line-height:1.5;color:var(--ink-soft)}
.take button:hover{color:var(--accent);text-decoration:underline}
.scroll{overflow-x:auto;margin:0 0 34px}
.scroll:focus-visible{outline-offset:4px}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.45}
caption{text-align:left;font-size:12.5px;color:var(--ink-quiet);padding:0 0 8px;caption-side:top}
caption>span{display:block;position:sticky;left:0;max-width:min(840px,calc(100vw - 40px));text-wrap:pretty;white-space:normal}
thead th{font-weight:400;font-size:12.5px;color:var(--ink-soft);border-bottom:1px solid var(--line-strong);vertical-align:bottom}
th,td{padding:9px 0 9px 15px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
th:first-child{text-align:left;padding-left:0}
tbody th{font-weight:500}
td.strong{font-weight:600}
.name{overflow-wrap:anywhere;white-space:normal}
tbody th[scope=row]{max-width:15em}
tbody th .name{display:inline-block;max-width:13em;vertical-align:top;min-width:5em}
tbody th[scope=row]:first-child{min-width:8.5em}
.pairs td,.pairs th{padding-top:5px;padding-bottom:5px;border-bottom:0}
.pairs thead th{border-bottom:1px solid var(--line-strong)}
.pairs thead th:nth-child(2),.pairs tbody th{text-align:left;vertical-align:top}
.pairs tbody th[scope=row]{font-weight:400;padding-left:15px}
.pairs tbody th[scope=rowgroup]{font-weight:600;padding-left:0}
.pairs td{vertical-align:top}
.pairs tbody{border-bottom:1px solid var(--line)}
thead th .name{display:inline-block;max-width:8.5em}
tbody th .dot+.name{max-width:min(13em,calc(100% - 16px))}
.error{font-size:11.5px;color:var(--ink-quiet)}
.interval{display:block;font-size:11.5px;color:var(--ink-quiet)}
.unresolved,.unresolved .error{color:var(--loss)}
sup{line-height:0;font-size:10px}
.quiet{font-size:12.5px;color:var(--ink-quiet);margin:0 0 34px;max-width:60em}
.scroll+.quiet,.long+.quiet{margin-top:-20px}
.of{display:block;font-size:11.5px;font-weight:400;line-height:1.45;color:var(--ink-quiet);margin-top:2px}
.duel tbody th[scope=row],.deciding tbody th[scope=row]{white-space:normal;min-width:12em;max-width:18em}
.duel .of .name{display:inline;max-width:none}
.duel td,.duel tbody th,.deciding td,.deciding tbody th[scope=row]{vertical-align:top}
.duel td.words{white-space:normal;min-width:7em}
.close thead th{white-space:normal;overflow-wrap:normal;vertical-align:bottom}
.misses thead th:last-child,.misses td.words{text-align:left;white-space:normal;min-width:15em}
.strong .error,.strong .interval{font-weight:400}
.long{margin:0 0 34px}
.long>summary{cursor:pointer;font-size:13.5px;font-weight:500;margin:0 0 12px}
.few{color:var(--loss);font-weight:400}
.matrix td{print-color-adjust:exact;text-align:center;padding:9px 6px;border:2px solid var(--paper);min-width:58px}
.matrix thead th:not(:first-child){text-align:center;padding-left:6px;padding-right:6px}
.matrix thead th .dot{display:block;margin:0 auto 5px}
${tints}
.everything th:first-child{position:sticky;left:0;background:var(--paper);z-index:1;padding-right:8px}
.everything td,.everything th{padding-top:5px;padding-bottom:5px;border-bottom-color:transparent}
.everything thead th{border-bottom-color:var(--line-strong)}
.everything td{vertical-align:top}
.group th{padding-top:18px!important;font-weight:600;border-bottom:1px solid var(--line)!important;color:var(--ink)}
.group th span{position:sticky;left:0}
.options td{text-align:left;vertical-align:top}
.options th{text-align:left;vertical-align:top}
.options thead th{vertical-align:bottom}
.options tbody tr:not(.group) th{font-weight:400}
.options tbody th{padding-left:0;max-width:none}
.options .group th .name{max-width:none;display:inline}
.options .group code{color:var(--ink-quiet);margin-left:6px;font-weight:400}
.options td.value{white-space:normal;max-width:18em}
.options .meaning{white-space:normal;min-width:17em;color:var(--ink-soft)}
.options td,.options tbody th{padding-top:6px;padding-bottom:6px}
.default{color:var(--ink-quiet);border:1px solid var(--line);border-radius:4px;padding:0 5px;margin-left:4px;white-space:nowrap}
.changed{color:var(--accent);margin-left:4px}
.prose{font:400 16.5px/1.6 var(--serif);color:var(--ink-soft);max-width:41em;margin:0 0 14px;text-wrap:pretty}
ul.prose{padding-left:20px}
ul.prose li{margin:4px 0}
.sources{font-size:15px}
.terms{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 36px;margin:8px 0 0;font-size:13.5px}
.terms>div,.facts-grid>div{display:flex;gap:14px;border-bottom:1px solid var(--line);padding:7px 0}
.terms dt{flex:0 0 120px;font-weight:500}
.terms dd,.facts-grid dd{margin:0;color:var(--ink-soft);min-width:0}
.facts-grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 36px;margin:14px 0 0;font-size:13px}
.facts-grid dt{flex:0 0 170px;color:var(--ink-quiet)}
.command+.quiet{margin-top:12px}
.command{background:var(--panel);border-radius:8px;padding:14px 16px;margin:10px 0 0;overflow-x:auto;font-size:13px;white-space:pre}
footer{margin-top:56px;padding-top:16px;border-top:1px solid var(--line);font-size:12.5px;color:var(--ink-quiet)}
.needs-script{display:none!important}
@media screen{[data-script] .needs-script{display:flex!important}}
.tip{position:fixed;z-index:9;pointer-events:none;background:var(--raised);border:1px solid var(--line-strong);border-radius:7px;padding:7px 10px;font-size:12px;line-height:1.5;box-shadow:0 3px 14px rgb(0 0 0/.13);max-width:300px;text-wrap:pretty;font-variant-numeric:tabular-nums}
.tip[hidden]{display:none}
.lead-on{margin:8px 0 0}
.ruling{font-weight:600}
.ruling-holds{color:var(--gain)}
.ruling-fails{color:var(--loss)}
.ruling-cannot-tell{color:var(--ink-quiet)}
@media (max-width:1000px){.page{grid-template-columns:minmax(0,1fr);max-width:840px}.rail{padding-top:20px}.rail>div{position:static}.rail nav{display:none}.brand{margin:0}main{padding-top:30px}}
@media (max-width:720px){.page{padding:0 20px}h1{font-size:29px}.lead{font-size:17.5px}.key-figures{grid-template-columns:repeat(2,minmax(0,1fr))}.key-figures>div{padding:12px 10px 12px 0;border-left:0}.under{flex-direction:column}.terms,.facts-grid{grid-template-columns:minmax(0,1fr)}section{margin-top:46px}.terms>div,.facts-grid>div{flex-wrap:wrap;gap:0 14px}th,td{padding-left:16px}.everything th[scope=row]{white-space:normal;min-width:0;width:8.5em;max-width:8.5em}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${declarations('light')}}
@page{size:A4;margin:16mm 15mm}
body{font-size:9.5pt}
.rail,.skip,.needs-script,.take,.switch{display:none!important}
.page{display:block;padding:0;max-width:none}
main{padding:0}
h1{font-size:25pt}
.lead{font-size:12.5pt}
section{margin-top:26pt}
section>h2,h3,figcaption,caption{break-after:avoid}
figure,tr,.key-figures,.stamp{break-inside:avoid}
.scroll{overflow:visible}
.picture svg{width:auto;max-height:125mm}
.everything,.matrix{font-size:6.6pt}
table{font-size:7.4pt}
th,td{padding-left:5pt}
.everything th:first-child,.group th span{position:static}
.everything .error,.everything .interval,.error,.interval{font-size:.86em}
.everything td,.everything th{white-space:normal}
.command{white-space:pre-wrap}
thead{display:table-header-group}
}
`;
