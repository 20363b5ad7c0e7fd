/** Rules of what the page's own engine does: controls beside a picture, below each other on a narrow screen; a path replayed. */
export const liveStyles = `
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.live-title{margin:0 0 4px}
.live{display:none;grid-template-columns:minmax(0,224px) minmax(0,1fr);gap:20px 38px;margin:0 0 26px}
[data-script] .live{display:grid}
.control{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 12px;margin:0 0 17px;font-size:13.5px}
.control label{color:var(--ink-soft)}
.control output{font-weight:600;font-variant-numeric:tabular-nums}
.control select{font:500 13px/1.3 var(--sans);color:var(--ink);background:var(--raised);border:1px solid var(--line-strong);border-radius:6px;padding:4px 7px;max-width:100%}
.control input[type=range]{flex:1 0 100%;width:100%;margin:8px 0 0;accent-color:var(--accent);touch-action:pan-y}
.live-controls summary{cursor:pointer;font-size:13px;color:var(--ink-soft);margin:0 0 14px}
.live-view>.segments{margin:0 0 16px;font-size:12.5px}
.live-view>.segments button{padding:4px 9px;font-size:12px}
.live-figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0 14px;margin:0 0 14px;min-height:74px}
.live-figures dt{font-size:12.5px;color:var(--ink-soft)}
.live-figures dd{margin:0}
.live-figures .value{font:600 21px/1.3 var(--serif);white-space:nowrap;font-variant-numeric:tabular-nums lining-nums}
.live-figures .note{font-size:11.5px;line-height:1.4;color:var(--ink-quiet)}
#live-picture{min-height:316px}
#live-picture text,#replay-story text{font:11.5px var(--sans);fill:var(--ink-quiet);font-variant-numeric:tabular-nums}
#live-picture text.said,#replay-story text.said{fill:var(--ink-soft);font-weight:500}
#live-picture .grid,#replay-story .grid{stroke:var(--line)}
#live-picture .axis,#replay-story .axis{stroke:var(--line-strong)}
#live-picture .one,#replay-story .one{stroke:var(--ink-quiet);stroke-dasharray:3 3}
#live-picture .median,#replay-story .median{fill:none;stroke-width:2.2}
.replay{display:none;margin:34px 0 26px}
[data-script] .replay{display:block}
.replay .ask{display:flex;flex-wrap:wrap;align-items:baseline;gap:6px 10px;margin:12px 0 10px}
.replay input,.replay select{font:500 13px/1.3 var(--sans);color:var(--ink);background:var(--raised);border:1px solid var(--line-strong);border-radius:6px;padding:4px 7px;max-width:100%}
.replay input{width:8em}
.replay button{font:500 13px/1.3 var(--sans);color:var(--raised);background:var(--accent);border:1px solid var(--accent);border-radius:6px;padding:4px 12px;cursor:pointer}
#replay-story:not(:empty){margin:18px 0 0}
#replay-story .coin{fill:none;stroke:var(--spot-1);stroke-width:1.3}
#replay-story .mark{stroke-width:1.5}
#replay-story .note{font-size:13px;color:var(--ink-soft)}
.live-line{margin:10px 0 0;padding-top:9px;border-top:1px solid var(--line);font-size:12.5px;color:var(--ink-quiet);font-variant-numeric:tabular-nums}
.live-again{margin:0;font-size:13.5px;color:var(--ink-soft)}
.live-copy{margin:6px 0 0}
@media (max-width:720px){.live{grid-template-columns:minmax(0,1fr)}.live-figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 14px}}
@media print{[data-script] .replay,.live-title,.live-title+.subtitle,.live-controls,.live-view>.segments{display:none!important}[data-script] .live{display:none}[data-script] .live[data-drawn]{display:block}}
`;
