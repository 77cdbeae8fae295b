// kuromoji has no `exports` map, and its own loader calls back with an error AND a broken tokenizer and
// breaks URLs with path.join: the tokenizer is therefore put together from these two modules.
declare module "kuromoji/src/Tokenizer.js" {
  import type { DynamicDictionaries, IpadicFeatures, Tokenizer } from "kuromoji";

  const KuromojiTokenizer: new (dictionaries: DynamicDictionaries) => Tokenizer<IpadicFeatures>;
  export default KuromojiTokenizer;
}

declare module "kuromoji/src/dict/DynamicDictionaries.js" {
  import type { DynamicDictionaries } from "kuromoji";

  interface LoadableDictionaries extends DynamicDictionaries {
    loadTokenInfoDictionaries(entries: Uint8Array, features: Uint8Array, map: Uint8Array): this;
    loadConnectionCosts(costs: Int16Array): this;
    loadUnknownDictionaries(
      entries: Uint8Array,
      features: Uint8Array,
      map: Uint8Array,
      classes: Uint8Array,
      compatible: Uint32Array,
      invoke: Uint8Array,
    ): this;
  }
  const Dictionaries: new () => LoadableDictionaries;
  export default Dictionaries;
}
