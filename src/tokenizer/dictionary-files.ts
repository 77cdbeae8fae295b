import { InputError, type Problem } from "../errors.ts";

/** The twelve files that kuromoji's dictionary is made of, as the npm package ships them. */
export const DICTIONARY_FILES = [
  "base.dat.gz",
  "check.dat.gz",
  "tid.dat.gz",
  "tid_pos.dat.gz",
  "tid_map.dat.gz",
  "cc.dat.gz",
  "unk.dat.gz",
  "unk_pos.dat.gz",
  "unk_map.dat.gz",
  "unk_char.dat.gz",
  "unk_compat.dat.gz",
  "unk_invoke.dat.gz",
] as const;

export type DictionaryFile = (typeof DICTIONARY_FILES)[number];

/** Where dictionary files come from: a folder on disk, a URL, a bundle. Anyone may implement it. */
export interface DictionarySource {
  /** Folder or URL, named in errors. */
  readonly place: string;
  /** The unzipped bytes of one file, or what is wrong with it. */
  read(file: DictionaryFile): Promise<Uint8Array<ArrayBuffer> | Problem>;
}

/** The unzipped bytes of all twelve files; each begins at a multiple of four bytes. */
export type DictionaryBytes = Readonly<Record<DictionaryFile, Uint8Array<ArrayBuffer>>>;

/** The same source, reading each file once however often it is asked for. */
export function readOnce(source: DictionarySource): DictionarySource {
  const reading = new Map<DictionaryFile, ReturnType<DictionarySource["read"]>>();
  return {
    place: source.place,
    read(file) {
      const begun = reading.get(file) ?? source.read(file);
      reading.set(file, begun);
      return begun;
    },
  };
}

/**
 * Reads all files of a dictionary and checks their sizes against each other.
 *
 * @throws {InputError} one, that lists every missing, truncated or foreign file.
 */
export async function readDictionary(source: DictionarySource): Promise<DictionaryBytes> {
  const read = await Promise.all(DICTIONARY_FILES.map((file) => source.read(file)));
  const problems: Problem[] = [];
  const bytes: Partial<Record<DictionaryFile, Uint8Array<ArrayBuffer>>> = {};
  for (const [index, file] of DICTIONARY_FILES.entries()) {
    const result = read[index] as Uint8Array<ArrayBuffer> | Problem;
    if (result instanceof Uint8Array) bytes[file] = result;
    else problems.push(result);
  }
  if (problems.length === 0) problems.push(...findForeignFiles(bytes as DictionaryBytes));
  refuse(source.place, problems);
  return bytes as DictionaryBytes;
}

function refuse(place: string, problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first !== undefined) throw new InputError(place, [first, ...rest]);
}

function findForeignFiles(bytes: DictionaryBytes): Problem[] {
  const problems: Problem[] = [];
  const expect = (file: DictionaryFile, holds: boolean, expected: string): void => {
    if (!holds)
      problems.push(foreignFile(file, `${bytes[file].length} bytes where ${expected} were expected`));
  };
  const trie = bytes["base.dat.gz"].length;
  expect("base.dat.gz", trie > 0 && trie % 4 === 0, "a multiple of 4");
  expect("check.dat.gz", bytes["check.dat.gz"].length === trie, `the ${trie} of base.dat`);
  const costs = bytes["cc.dat.gz"];
  const sides = costs.length < 4 ? [0, 0] : new Uint16Array(costs.buffer, costs.byteOffset, 2);
  const cells = (sides[0] as number) * (sides[1] as number);
  expect(
    "cc.dat.gz",
    cells > 0 && costs.length === 2 * (cells + 2),
    "two sides and a cost for each of their pairs",
  );
  expect("unk_char.dat.gz", bytes["unk_char.dat.gz"].length === 0x10000, "65536");
  expect("unk_compat.dat.gz", bytes["unk_compat.dat.gz"].length === 0x40000, "262144");
  for (const file of [
    "tid.dat.gz",
    "tid_pos.dat.gz",
    "tid_map.dat.gz",
    "unk.dat.gz",
    "unk_pos.dat.gz",
  ] as const)
    expect(file, bytes[file].length > 0, "some");
  return problems;
}

/** The file is not there. */
export function missingFile(file: DictionaryFile, detail: string): Problem {
  const remedy = "give the folder of kuromoji's dictionary, node_modules/kuromoji/dict, as dicPath";
  return { code: "dictionary/missing", path: file, message: `${file} is not there (${detail}); ${remedy}` };
}

/** The file is there but does not unzip, or not to its end. */
export function brokenFile(file: DictionaryFile, detail: string): Problem {
  const remedy = "install kuromoji again or copy the file anew";
  return {
    code: "dictionary/truncated",
    path: file,
    message: `${file} is not a whole gzip file (${detail}); ${remedy}`,
  };
}

/** The file unzips to something that kuromoji's dictionary is not. */
export function foreignFile(file: DictionaryFile, detail: string): Problem {
  const remedy = "take all twelve files from one installation of kuromoji 0.1.2";
  return { code: "dictionary/foreign", path: file, message: `${file} holds ${detail}; ${remedy}` };
}
