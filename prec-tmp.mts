import { readFileSync } from 'node:fs';
const { createAnalyzer } = await import('/work/main/src/index.ts');
const a = await createAnalyzer(); const [,,file,n='60',pol='contrary',seed0='1']=process.argv;
let seed=+seed0; const rnd=()=>{seed=(seed*1103515245+12345)&0x7fffffff;return seed/0x7fffffff};
const out:string[]=[]; let chars=0;
for(const row of readFileSync(file,'utf8').split('\n')){ const line=row.includes('\t')?row.slice(row.indexOf('\t')+1):row; chars+=line.length; const r=a.analyze(line); for(const m of r.mentions) if(pol==='antonym'?m.relation==='antonym':m.polarity===pol) out.push(`${m.prefLabel.slice(0,5)}${m.stance==='denied'?'×':' '} …${line.slice(Math.max(0,m.start-60),m.start)}【${m.surface}】${line.slice(m.end,m.end+45)}`); }
console.log(out.length,'mentions in',chars); for(let i=out.length-1;i>0;i--){const j=Math.floor(rnd()*(i+1));[out[i],out[j]]=[out[j],out[i]]} for(const o of out.slice(0,+n)) console.log(o);
