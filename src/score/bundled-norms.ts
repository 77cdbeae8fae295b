import json from "../../dict/norms.json" with { type: "json" };
import { type Norm, parseNorms } from "./norms.ts";

/** The norms of `dict/norms.json`: how assembly speeches, policy plans and newsletters score. */
export function bundledNorms(): Norm[] {
  return parseNorms(json, { file: "dict/norms.json" });
}
