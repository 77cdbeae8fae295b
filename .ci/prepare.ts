// Puts the compiled wordings of the bundled thesaurus into dist/, so that no start has to compile them.

import { writePrepared } from "../src/matcher/prepared-node.ts";
import { bundledThesaurus } from "../src/thesaurus/bundled.ts";

writePrepared(new URL("../dist/", import.meta.url), bundledThesaurus());
