import kuromoji from "kuromoji";
import { defaultDictionaryPath } from "../../src/tokenizer/load-node.ts";

type Stock =
  ReturnType<typeof kuromoji.builder> extends { build(done: (error: Error, built: infer T) => void): unknown }
    ? T
    : never;

/** kuromoji as it comes, without our adapter. */
export function stockKuromoji(): Promise<Stock> {
  return new Promise((resolve, reject) =>
    kuromoji
      .builder({ dicPath: defaultDictionaryPath() })
      .build((error, built) => (error ? reject(error) : resolve(built))),
  );
}
