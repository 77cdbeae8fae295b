import { Option } from "commander";
import type { PartOptions } from "../bundled.ts";
import { say } from "./language.ts";

/** Files of the user's own, in the places of what ships with the package. */
export interface PartFiles {
  thesaurus?: string;
  profile?: string;
}

/** The option that names a thesaurus. */
export function thesaurusFile(): Option {
  return new Option("--thesaurus <file>", say("使うシソーラス（JSON）", "a thesaurus of your own (JSON)"));
}

/** The option that names a score profile. */
export function profileFile(): Option {
  return new Option("--profile <file>", say("使う点数の重み（JSON）", "a score profile of your own (JSON)"));
}

/**
 * The parts that the user has files for. Needs no tokenizer.
 *
 * @throws InputError when there is no such file, or with all that is wrong in it
 */
export async function readParts({ thesaurus: words, profile: weights }: PartFiles): Promise<PartOptions> {
  const { openThesaurus, readThesaurus } = await import("./thesaurus-file.ts");
  const thesaurus = words === undefined ? undefined : await readThesaurus(words);
  if (weights === undefined) return thesaurus === undefined ? {} : { thesaurus };
  const { readProfile } = await import("./profile-file.ts");
  const profile = await readProfile(weights, thesaurus ?? (await openThesaurus()));
  return { profile, ...(thesaurus !== undefined && { thesaurus }) };
}
