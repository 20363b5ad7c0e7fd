/** What the shelf adds to the stylesheet of the report. */
export const shelfStyle = `
.shelf{max-width:900px;margin:0 auto;padding:0 40px}
.shelf .brand{padding-top:40px;margin:0}
.shelf h1{margin-bottom:12px}
.find{display:flex;align-items:center;gap:14px;margin:0 0 10px;font-size:13px;color:var(--ink-quiet)}
.find input{flex:1;max-width:26em;font:400 15px/1.4 var(--sans);color:var(--ink);background:var(--raised);border:1px solid var(--line-strong);border-radius:6px;padding:8px 11px}
.runs{list-style:none;margin:0;padding:0}
.runs>li{display:grid;grid-template-columns:minmax(0,1fr) 220px;gap:6px 36px;padding:22px 0;border-top:1px solid var(--line)}
.runs>li[hidden]{display:none}
.runs h2{font:600 19px/1.3 var(--serif);letter-spacing:-.008em;margin:0 0 6px;text-wrap:pretty}
.runs h2 a{text-decoration:none}
.runs h2 a:hover{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.runs .question{margin:0 0 8px;color:var(--ink-soft);font-size:14px}
.runs .facts{margin:0}
.runs svg{display:block;max-width:100%;height:auto}
.runs .medians{margin:0;padding:0;list-style:none;font-size:12.5px;line-height:18px;color:var(--ink-soft)}
.thumb{display:grid;gap:8px;align-content:start}
.part{color:var(--loss)}
@media (max-width:720px){.shelf{padding:0 20px}.runs>li{grid-template-columns:minmax(0,1fr)}}
@media print{.shelf{padding:0;max-width:none}.runs>li{break-inside:avoid;padding:10pt 0}.runs h2{font-size:13pt}}
`.replaceAll('\n', '');
