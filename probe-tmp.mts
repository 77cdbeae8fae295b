import { readFileSync } from 'node:fs';
const { createAnalyzer } = await import('/work/main/src/index.ts');
const a = await createAnalyzer(); let ok=0,n=0;
for (const row of readFileSync(process.argv[2],'utf8').trim().split('\n')) { const [text,pol,stance]=row.split('\t'); n++;
 const ms=a.analyze(text).mentions; const hit= pol==='none'? ms.filter(m=>m.polarity!=='context').length===0 : ms.some(m=>m.polarity===pol && m.stance===stance) || (pol==='supportive'&&ms.some(m=>m.polarity==='contrary'&&m.stance!==stance));
 if(hit) ok++; else console.log('MISS',pol,stance,'|',text,'|',ms.map(m=>`${m.surface}:${m.prefLabel}${m.polarity==='contrary'?'-':m.polarity==='context'?'c':'+'}${m.stance==='denied'?'×':''}`).join(' '));
}
console.log(ok,'of',n);
