/** One thing that is wrong with a file from outside: what, where and how to mend it. */
export interface Problem {
  /** A stable word such as `thesaurus/duplicate-label`; never reused for something else. */
  readonly code: string;
  /** What is wrong, in one sentence that ends with the remedy. */
  readonly message: string;
  /** 1-based line in the file, when it is known. */
  readonly line?: number;
  /** Where inside structured data, such as `concepts[3].relation`. */
  readonly path?: string;
}

/**
 * A file from outside that cannot be used. It lists all problems found, not the first alone,
 * so that a person mends the file once.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  constructor(
    readonly file: string,
    readonly problems: readonly [Problem, ...Problem[]],
    options?: ErrorOptions,
  ) {
    super(problems.map((problem) => renderProblem(file, problem)).join("\n"), options);
  }
}

function renderProblem(file: string, { code, message, line, path }: Problem): string {
  const place = `${file}${line === undefined ? "" : `:${line}`}${path === undefined ? "" : ` (${path})`}`;
  return `${place}: ${message} [${code}]`;
}
