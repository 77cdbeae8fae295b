/** Counters in the text format of Prometheus. */
export interface Metrics {
  count(path: string, status: number, milliseconds: number): void;
  analyzed(characters: number): void;
  render(): string;
}

const PATHS = new Set(["/analyze", "/health", "/metrics", "/openapi.json"]);

/** Counts are of this process, from its start. Unknown paths are one, so that no sender can make the list grow. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  let seconds = 0;
  let texts = 0;
  let length = 0;
  return {
    count(path, status, milliseconds) {
      const key = `path="${PATHS.has(path) ? path : "other"}",status="${status}"`;
      requests.set(key, (requests.get(key) ?? 0) + 1);
      seconds += milliseconds / 1000;
    },
    analyzed(characters) {
      texts += 1;
      length += characters;
    },
    render: () =>
      [
        "# HELP bansou_requests_total Requests answered.",
        "# TYPE bansou_requests_total counter",
        ...[...requests].map(([key, count]) => `bansou_requests_total{${key}} ${count}`),
        "# HELP bansou_request_seconds_total Time spent answering.",
        "# TYPE bansou_request_seconds_total counter",
        `bansou_request_seconds_total ${seconds.toFixed(6)}`,
        "# HELP bansou_texts_total Texts analysed.",
        "# TYPE bansou_texts_total counter",
        `bansou_texts_total ${texts}`,
        "# HELP bansou_characters_total Characters analysed (UTF-16 units).",
        "# TYPE bansou_characters_total counter",
        `bansou_characters_total ${length}`,
        "",
      ].join("\n"),
  };
}
