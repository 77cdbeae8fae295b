import { loadTokenizer } from './src/tokenizer/load-node.ts';
const t=await loadTokenizer(); for(const s of process.argv.slice(2)) console.log(t.tokenize(s).map(x=>x.surface+'/'+x.pos+':'+(x.lemma??x.basicForm??'')).join(' '));
