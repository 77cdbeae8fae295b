import type { DictionaryBytes } from "./dictionary-files.ts";
import { adaptKuromoji, type KuromojiLike } from "./kuromoji.ts";
import type { Tokenizer } from "./token.ts";

/**
 * Builds the npm package kuromoji's own tokenizer from dictionary bytes, without its loader. Its code is
 * imported only now: about 0.4 s and 300 MB.
 */
export async function buildKuromoji(bytes: DictionaryBytes): Promise<KuromojiLike> {
  const [{ default: KuromojiTokenizer }, { default: Dictionaries }] = await Promise.all([
    import("kuromoji/src/Tokenizer.js"),
    import("kuromoji/src/dict/DynamicDictionaries.js"),
  ]);
  const dictionaries = new Dictionaries();
  dictionaries.loadTrie(int32(bytes["base.dat.gz"]), int32(bytes["check.dat.gz"]));
  dictionaries.loadTokenInfoDictionaries(
    bytes["tid.dat.gz"],
    bytes["tid_pos.dat.gz"],
    bytes["tid_map.dat.gz"],
  );
  const costs = bytes["cc.dat.gz"];
  dictionaries.loadConnectionCosts(new Int16Array(costs.buffer, costs.byteOffset, costs.length / 2));
  const compatible = bytes["unk_compat.dat.gz"];
  dictionaries.loadUnknownDictionaries(
    bytes["unk.dat.gz"],
    bytes["unk_pos.dat.gz"],
    bytes["unk_map.dat.gz"],
    bytes["unk_char.dat.gz"],
    new Uint32Array(compatible.buffer, compatible.byteOffset, compatible.length / 4),
    bytes["unk_invoke.dat.gz"],
  );
  return new KuromojiTokenizer(dictionaries);
}

/** `buildKuromoji` behind its adapter. */
export async function buildKuromojiTokenizer(bytes: DictionaryBytes, version?: string): Promise<Tokenizer> {
  return adaptKuromoji(await buildKuromoji(bytes), version);
}

function int32(bytes: Uint8Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
