export type Language = "ja" | "en";

/**
 * The language of help and messages: `--lang`, else the locale of the environment in POSIX order, else that of the system.
 *
 * @example
 * findLanguage(["analyze", "--lang", "ja"], {}); // => "ja"
 * findLanguage([], { LANG: "ja_JP.UTF-8" }); // => "ja"
 */
export function findLanguage(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const index = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const asked = args[index]?.split("=")[1] ?? args[index + 1];
  if (index >= 0 && (asked === "ja" || asked === "en")) return asked;
  const locale =
    env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || new Intl.DateTimeFormat().resolvedOptions().locale;
  return /^ja\b|^ja_/i.test(locale) ? "ja" : "en";
}

// A process of the command speaks one language from its first word (help is made before options are parsed) to its last.
let language: Language = findLanguage(process.argv.slice(2), process.env);

/** The language of this run. */
export function spokenLanguage(): Language {
  return language;
}

/** Chooses the language of this run; called once, before the commands describe themselves. */
export function speak(chosen: Language): void {
  language = chosen;
}

/** The same sentence in Japanese or English, as the user reads. */
export function say(ja: string, en: string): string {
  return language === "ja" ? ja : en;
}
