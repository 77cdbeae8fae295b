import { type Command, InvalidArgumentError } from "commander";
import { InputError } from "../errors.ts";
import { say } from "./language.ts";
import { type PartFiles, profileFile, thesaurusFile } from "./part-files.ts";

interface ServeOptions extends PartFiles {
  host: string;
  port: number;
  limit: number;
  timeout: number;
  taxonomy?: string;
}

/** Adds `bansou serve`. */
export function serveCommand(program: Command): void {
  program
    .command("serve")
    .description(
      say(
        "CMS の Webhook などのために、HTTP で記事を調べます",
        "analyse articles over HTTP, for webhooks of a CMS",
      ),
    )
    .option("--host <name>", say("待ち受けるアドレス", "address to listen on"), "127.0.0.1")
    .option("--port <n>", say("ポート（0 は空いているもの）", "port (0: any that is free)"), parsePort, 8787)
    .option(
      "--limit <bytes>",
      say("本文の上限（バイト）", "most bytes of a body"),
      parsePositive,
      1024 * 1024,
    )
    .option(
      "--timeout <seconds>",
      say("要求が届ききるまでの上限（秒）", "longest time in which a request must arrive"),
      parsePositive,
      30,
    )
    .option(
      "--taxonomy <file>",
      say("サイトのタグ→概念の対応表（JSON、YAML）", "the site's own tags and their concepts (JSON or YAML)"),
    )
    .addOption(thesaurusFile())
    .addOption(profileFile())
    .addHelpText("after", examples)
    .action(serve);
}

async function serve({ host, port, limit, timeout, taxonomy, ...files }: ServeOptions): Promise<void> {
  const { createApp, listen } = await load();
  const { openAnalyzer } = await import("./open-analyzer.ts");
  const analyzer = await openAnalyzer(files);
  const tags =
    taxonomy === undefined
      ? undefined
      : { taxonomy: await (await import("./taxonomy-file.ts")).readTaxonomy(taxonomy, analyzer.thesaurus) };
  const app = createApp({
    analyzer,
    limit,
    ...(tags !== undefined && { tags }),
    parseHtml: async (html) => (await import("../readers/html.ts")).parseHtml(html),
  });
  const server = await listen(app, { host, port, timeoutMs: timeout * 1000 }).catch(
    (cause: NodeJS.ErrnoException) => {
      const reason = cause.code ?? cause.message;
      const message = say(
        `待ち受けできません（${reason}）。--host か --port を変えてください。`,
        `it cannot be listened on (${reason}); choose another --host or --port`,
      );
      throw new InputError(`${host}:${port}`, [{ code: "serve/not-bound", message }], { cause });
    },
  );
  process.stderr.write(say(`${server.url} で待っています\n`, `listening on ${server.url}\n`));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await server.close();
}

async function load() {
  try {
    const [{ createApp }, { listen }] = await Promise.all([
      import("../serve/app.ts"),
      import("../serve/listen.ts"),
    ]);
    return { createApp, listen };
  } catch (cause) {
    const message = say(
      "サーバーにはパッケージが要ります: npm install hono @hono/node-server",
      "serving needs packages that are not installed; run: npm install hono @hono/node-server",
    );
    throw new InputError("serve", [{ code: "serve/missing-package", message }], { cause });
  }
}

function parsePort(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError(
    say("0〜65535 の整数を指定してください。", "expected a whole number from 0 to 65535."),
  );
}

function parsePositive(value: string): number {
  const number = Number(value);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError(say("0 より大きい数を指定してください。", "expected a number above 0."));
}

function examples(): string {
  return say(
    `
例:
  $ bansou serve --port 8787
  $ curl -s -H 'Content-Type: text/plain' --data '相談者に寄り添った支援' http://127.0.0.1:8787/analyze

この機械からだけ届きます。ほかから届くようにするのは、前に認証を置いてからにしてください。

終了コード: 0 止められた、1 待ち受けできない、2 使い方の誤り`,
    `
Examples:
  $ bansou serve --port 8787
  $ curl -s -H 'Content-Type: text/plain' --data '相談者に寄り添った支援' http://127.0.0.1:8787/analyze

Only this machine reaches it. Put something that asks who is there before it, and only then --host 0.0.0.0.

Exit codes: 0 stopped, 1 it cannot listen, 2 wrong usage`,
  );
}
