// rows of quality.tsv for probe sentences that pass: surface=concept[:denied]
import { readFileSync } from 'node:fs';
const { createAnalyzer } = await import('/work/main/src/index.ts');
const a = await createAnalyzer();
const short: Record<string,string> = {'放置型支援':'放置','指示型支援':'指示','一方的支援':'一方的','受動的支援':'受動的','丸投げ型支援':'丸投げ','代理・代行型支援':'代行','過干渉型支援':'過干渉','監視・統制型支援':'監視','孤立型支援':'孤立型','距離感を置く支援':'距離','自立促進型支援':'自立促進','寄り添い支援':'寄り添い','共に歩む支援':'共に歩む','継続的支援':'継続','長期フォロー型支援':'長期フォロー','コーチング型支援':'コーチング'};
for (const row of readFileSync(process.argv[2],'utf8').trim().split('\n')) { const [text,pol,stance]=row.split('\t'); const ms=a.analyze(text).mentions;
 if(pol==='none'){ if(ms.every(m=>m.polarity==='context')) console.log(`sense plain\t${text}\t-`); continue; }
 const m=ms.find(m=>m.polarity===pol&&m.stance===stance); if(m&&short[m.prefLabel]) console.log(`wording ${short[m.prefLabel]}\t${text}\t${m.surface}=${m.prefLabel}${stance==='denied'?':denied':''}`); }
