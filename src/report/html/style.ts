/** The page's only style sheet. Marks differ in shape as well as in colour, for print and for eyes that see no red. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1f23;--soft:#5c6670;--line:#d5dae0;--tint:#f4f6f8;--accent:#2563a8;
--supportive:#1a7a3c;--contrary:#b3261e;--denied:#8a5a00;--context:#4b5a8c}
@media (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e6e9ec;--soft:#a3adb7;--line:#39414a;--tint:#1e2329;--accent:#7db3ee;
--supportive:#6fd08f;--contrary:#ff9088;--denied:#e8b54d;--context:#aab8ee}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.7 system-ui,"Hiragino Sans","Noto Sans JP","Yu Gothic UI",Meiryo,sans-serif}
main,header,nav{max-width:88rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.5rem;margin:1.2rem 0 .2rem}
h2{font-size:1.2rem;margin:2.4rem 0 .6rem;border-bottom:2px solid var(--line);padding-bottom:.2rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .8rem}
nav{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:0 1.1rem;list-style:none;margin:0;padding:.4rem 0}
mark:target{scroll-margin-top:6rem}
.note{color:var(--soft);font-size:.86rem}.soft{color:var(--soft);font-size:.86em}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--soft);font-size:.86rem;padding:.2rem 0}
th,td{padding:.28rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:var(--tint);white-space:nowrap}
th button{font:inherit;font-weight:600;background:none;border:0;padding:.1rem 0;color:inherit;cursor:pointer}
th button::after{content:" ↕";color:var(--soft)}
th[aria-sort=ascending] button::after{content:" ▲";color:var(--accent)}
th[aria-sort=descending] button::after{content:" ▼";color:var(--accent)}
section,details{scroll-margin-top:5rem}
.kwic td a{text-decoration:none}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.name{overflow-wrap:anywhere;min-width:11rem}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:.6rem 0}
.tools label{font-size:.86rem;color:var(--soft)}
input,select,.tools button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:.25rem .5rem}
.bar{width:7rem;height:.9rem;display:block}
.bar .track{fill:var(--line)}.bar .fit{fill:var(--accent)}.bar .span{stroke:currentColor;stroke-width:1.5}
.flag{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 .35rem;font-size:.78rem;color:var(--denied);white-space:nowrap;margin:0 .2rem .1rem 0}
.level-strong{font-weight:700}.level-none{color:var(--soft)}
figure{margin:.8rem 0;overflow-x:auto}figcaption{font-size:.86rem;color:var(--soft)}
.plot{max-width:100%;height:auto;display:block}.plot text,.plot tspan{white-space:pre}
svg.plot{font:10px system-ui,sans-serif;fill:currentColor;text-anchor:middle}.plot .end{text-anchor:end}.plot .start{text-anchor:start}
.plot .tick,.plot .grid,.plot .frame{stroke:currentColor;fill:none}.plot .grid{stroke-opacity:.1}.plot .frame{stroke-opacity:.2}.plot .empty{fill-opacity:.05}
.plot .accent{fill:var(--accent)}.plot .area{fill:var(--accent);fill-opacity:.25;stroke:var(--accent);stroke-width:2}
.plot .supportive{fill:var(--supportive)}.plot .contrary{fill:var(--contrary)}.plot .denied{fill:var(--denied)}.plot .context{fill:var(--context)}
.charts{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:start}.charts figure{flex:1 1 18rem;max-width:36rem}
details.document{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:0 .9rem;content-visibility:auto;contain-intrinsic-size:auto 2.6rem}
details.document>summary{cursor:pointer;padding:.45rem 0;overflow-wrap:anywhere}
details.document>summary b{font-variant-numeric:tabular-nums}
.text{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--tint);border-radius:6px;padding:.8rem 1rem;line-height:2.1}
.gap{color:var(--soft)}
mark{background:none;color:inherit;padding:0 .05em;text-underline-offset:.28em;text-decoration-thickness:2px}
mark.supportive,.key.supportive{color:var(--supportive);text-decoration:underline solid 3px}
mark.contrary,.key.contrary{color:var(--contrary);text-decoration:underline wavy 2px}
mark.context,.key.context{color:var(--context);text-decoration:underline dotted 2px}
mark.denied,.key.denied{color:var(--denied);border:1.5px dashed currentColor;border-radius:3px;text-decoration:none}
mark.denied::before,.key.denied::before{content:"×"}
mark:target{background:var(--accent);color:var(--paper)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.3rem 0}
.kwic{font-size:.78rem}.kwic th,.kwic td{padding:.15rem .35rem}.kwic td{white-space:nowrap}.kwic .left{text-align:right}.kwic .where{white-space:normal;min-width:11rem;overflow-wrap:anywhere}
.up{color:var(--supportive);font-weight:600}.down{color:var(--contrary);font-weight:600}
.tags{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem}.tags li{border:1px solid var(--line);border-radius:99px;padding:0 .6rem;font-size:.82rem}
[hidden]{display:none!important}
@media (max-width:40rem){body{font-size:14px}nav{position:static}.wide{display:none}main,header,nav{padding:0 .7rem}}
@page{margin:14mm}
.print{display:none}
@media print{.print{display:block}th button::after{content:none!important}.kwic tbody tr:nth-child(n+101){display:none}
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--tint:#fff;--accent:#1d4f87;--supportive:#0c5a28;--contrary:#9a1b14;--denied:#6d4700;--context:#37446f}
nav,.tools,.skip,.back{display:none}body{font-size:10pt}main,header{max-width:none;padding:0}h2{break-after:avoid}tr,figure,mark{break-inside:avoid}
thead{display:table-header-group}.scroll,figure{overflow:visible}.text{padding:0}details.document{break-inside:auto;content-visibility:visible}table{font-size:8.5pt}.kwic{font-size:7.5pt}a{color:inherit;text-decoration:none}}
`;
