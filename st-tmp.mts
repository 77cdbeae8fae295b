import { readFileSync } from 'node:fs';
const { createAnalyzer } = await import('/work/main/src/index.ts');
const a = await createAnalyzer(); let ok=0,n=0;
for (const row of readFileSync(process.argv[2],'utf8').trim().split('\n')) { const [text,pol,stance]=row.split('\t'); n++; const ms=a.analyze(text).mentions.filter(m=>m.polarity!=='context'); const hit=ms.some(m=>m.polarity===pol&&m.stance===stance); if(hit)ok++; console.log(hit?'ok  ':'MISS',stance,'|',text,'|',ms.map(m=>`${m.surface}:${m.prefLabel}:${m.stance}:${JSON.stringify(m.cue??"")}`).join(' ')); }
console.log(ok,n);
