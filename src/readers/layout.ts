/**
 * A stretch of text as a page shows it, in reading coordinates: `x` grows along the line and `y` from line to line,
 * whichever way the page is written. Lengths are in points.
 */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Length along the line. */
  readonly width: number;
  /** Height of the type, which is the width of a full-width character. */
  readonly size: number;
}

/** Runs that stand on one line without a gap of a column between them. */
export type Segment = Run;

/** The segments of one line, from its start. */
export interface Row {
  readonly y: number;
  readonly size: number;
  readonly segments: readonly Segment[];
}

/** What a page consists of, in reading order: columns or lines of running text, and tables. */
export type Region =
  | { readonly kind: "prose"; readonly lines: readonly Segment[] }
  | { readonly kind: "table"; readonly cells: readonly Cell[] };

/** One cell of a table; `row` counts from 1 within its table. */
export interface Cell {
  readonly row: number;
  readonly lines: readonly Segment[];
}

// Full-width letters, kana, Chinese characters and their marks.
const WIDE = "[\\u2e80-\\u30ff\\u31c0-\\u31ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff01-\\uffef]";
const SINGLES = new RegExp(`(?<!\\S)${WIDE}(?: ${WIDE}){2,}(?! ?${WIDE}(?:\\S|$)(?<=${WIDE} ${WIDE}))`, "g");
const BETWEEN_WIDE = new RegExp(`(?<=${WIDE}) (?=${WIDE})`, "g");
// The same for 1 ,1 9 2: a space beside a lone digit or mark, or beside a full-width character.
const BESIDE_SINGLE = new RegExp(
  `(?<=${WIDE}|(?<!\\S)[!-~]|[^ -~]) (?=\\S)|(?<=\\S) (?=${WIDE}|[!-~](?!\\S))`,
  "g",
);
const ALL_KANA = /^[\u3041-\u309f\u30a1-\u30ff\uff66-\uff9f\s・]+$/;
const ENDS_WIDE = new RegExp(`${WIDE}$`);
const STARTS_WIDE = new RegExp(`^${WIDE}`);
const SINGLE_WIDE = new RegExp(`^${WIDE}$`);

/**
 * Takes out the spaces of letter-spaced text. pdf.js writes one wherever the next character starts 0.1 to 0.6 of the
 * type size late, which letter-spacing and justified lines do at every character.
 */
export function closeUp(text: string): string {
  const spaced = text.match(BETWEEN_WIDE)?.length ?? 0;
  if (spaced === 0) return text;
  const tight = text.match(new RegExp(`(?<=${WIDE})(?=${WIDE})`, "g"))?.length ?? 0;
  // Six in ten: a sentence with spaces between its words has one in three at most.
  if (spaced >= 0.6 * (spaced + tight)) return text.replace(BETWEEN_WIDE, "").replace(BESIDE_SINGLE, "");
  return text.replace(SINGLES, (letters) => letters.replaceAll(" ", ""));
}

/**
 * Drops what is set small above the line and would split it: readings (ruby) and the numbers of notes; and text that is
 * drawn twice. An exponent (km2) comes down to its line.
 */
export function withoutRaised(runs: readonly Run[]): Run[] {
  const sorted = [...runs].sort((a, b) => a.y - b.y || a.x - b.x);
  const lowered: Run[] = [];
  // The line closes up where a number went: its base reaches over the place.
  const ends = new Map<Run, number>();
  for (const [index, run] of sorted.entries()) {
    if (isRuby(run, sorted, index) || isRedrawn(run, sorted, index)) continue;
    const base = NOTE_NUMBER.test(run.text) ? baseOf(run, sorted, index) : undefined;
    if (base === undefined) lowered.push(run);
    else if (run.x > base.x + base.width - run.size && /[A-Za-z0-9]$/.test(base.text))
      lowered.push({ ...run, y: base.y, size: base.size });
    else ends.set(base, Math.max(ends.get(base) ?? base.x + base.width, run.x + run.width));
  }
  return lowered.map((run) => {
    const end = ends.get(run);
    return end === undefined ? run : { ...run, width: end - run.x };
  });
}

const NOTE_NUMBER =
  /^(?:[（(]?(?:注|※)?[0-9０-９]{1,3}[)）]?|[0-9０-９]{1,2}(?:[、，,・-][0-9０-９]{1,2})+|[*＊※†‡]{1,3})$/;

/** The larger type that a small run stands raised beside, or over. */
function baseOf(run: Run, sorted: readonly Run[], index: number): Run | undefined {
  for (let next = index + 1; next < sorted.length; next += 1) {
    const base = sorted[next];
    if (base === undefined || base.y - run.y > 2 * run.size) return undefined;
    const raised = (base.y - run.y) / base.size;
    const beyond = (run.x - base.x - base.width) / base.size;
    // A number hardly smaller than its line is none but right behind a word.
    const isBehind = Math.abs(beyond) < 0.3 && base.size >= 1.1 * run.size;
    const isOver = run.x > base.x && beyond < 0.6 && base.size >= 1.35 * run.size;
    if (raised > 0.15 && raised < 0.75 && (isBehind || isOver)) return base;
  }
  return undefined;
}

function isRuby(run: Run, sorted: readonly Run[], index: number): boolean {
  if (!ALL_KANA.test(run.text)) return false;
  for (let next = index + 1; next < sorted.length; next += 1) {
    const base = sorted[next];
    if (base === undefined || base.y - run.y > 3.2 * run.size) return false;
    const below = base.y - run.y;
    const beside = run.x < base.x + base.width + run.size && run.x + run.width > base.x - run.size;
    if (base.size >= 1.6 * run.size && below > 0.5 * base.size && below < 1.6 * base.size && beside)
      return true;
  }
  return false;
}

/** Bold is often drawn as the same text twice, a hair apart. */
function isRedrawn(run: Run, sorted: readonly Run[], index: number): boolean {
  for (let before = index - 1; before >= 0; before -= 1) {
    const other = sorted[before];
    if (other === undefined || run.y - other.y > 0.2 * run.size) return false;
    if (other.text === run.text && Math.abs(other.x - run.x) < 0.3 * run.size) return true;
  }
  return false;
}

/** Gathers runs into lines by their base line, and lines into segments by the gaps in them. */
export function rowsOf(runs: readonly Run[]): Row[] {
  const sorted = [...runs].sort((a, b) => a.y - b.y);
  const rows: Run[][] = [];
  let base = 0;
  for (const run of sorted) {
    const row = rows.at(-1);
    if (row !== undefined && run.y - base <= 0.35 * Math.max(run.size, row[0]?.size ?? 0)) row.push(run);
    else {
      rows.push([run]);
      base = run.y;
    }
  }
  const closed = rows.map((row) => closeSingles(row.sort((a, b) => a.x - b.x)));
  const edges = edgesOf(closed);
  return closed.map((row, index) => {
    const segments = segmentsOf(row, edges);
    const size = segments.reduce((most, segment) => Math.max(most, segment.size), 0);
    return { y: rows[index]?.[0]?.y ?? 0, size, segments };
  });
}

// A gap of more than 1.2 characters is a column, a tab or a form's blank.
const COLUMN_GAP = 1.2;

/** How often text begins at each point across the page, after a gap or at the head of a line. */
function edgesOf(rows: readonly (readonly Run[])[]): Map<number, number> {
  const edges = new Map<number, number>();
  for (const row of rows) {
    let end = Number.NEGATIVE_INFINITY;
    for (const { x, width, size } of row) {
      if (x - end > COLUMN_GAP * size) edges.set(Math.round(x), (edges.get(Math.round(x)) ?? 0) + 1);
      end = Math.max(end, x + width);
    }
  }
  return edges;
}

const AMOUNT = /^[△▲−-]?[\d０-９]{1,3}(?:[,，][\d０-９]{3})+$/;

function segmentsOf(row: readonly Run[], edges: ReadonlyMap<number, number>): Segment[] {
  const segments: Segment[] = [];
  for (const run of row) {
    const last = segments.at(-1);
    const size = Math.max(last?.size ?? 0, run.size);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : run.x - last.x - last.width;
    if (last === undefined || gap > COLUMN_GAP * size || isBesideAmount(last, run, gap, edges))
      segments.push(run);
    else segments[segments.length - 1] = join(last, run, spaceFor(last.text, run.text, gap / size));
  }
  return segments.map((segment) => ({ ...segment, text: closeUp(segment.text) }));
}

/** Amounts are set against the right edge of their column, close to the next: that begins where other lines do. */
function isBesideAmount(last: Run, run: Run, gap: number, edges: ReadonlyMap<number, number>): boolean {
  if (gap < 0.25 * run.size || !AMOUNT.test(last.text)) return false;
  const x = Math.round(run.x);
  return [x - 1, x, x + 1].some((edge) => (edges.get(edge) ?? 0) >= 3);
}

function spaceFor(before: string, after: string, gap: number): string {
  const wide = ENDS_WIDE.test(before) && STARTS_WIDE.test(after);
  if (wide) return gap >= 0.8 ? "　" : "";
  return gap >= 0.25 ? " " : "";
}

function join(a: Run, b: Run, between: string): Run {
  const end = Math.max(a.x + a.width, b.x + b.width);
  const text = a.text + between + b.text;
  return { text, x: a.x, y: a.y, width: end - a.x, size: a.text.length >= b.text.length ? a.size : b.size };
}

/** Joins single characters set wide apart at an even distance, as titles and table heads are (補　正　額). */
function closeSingles(row: readonly Run[]): Run[] {
  const joined: Run[] = [];
  let at = 0;
  while (at < row.length) {
    const end = evenEnd(row, at);
    const letters = row.slice(at, end);
    joined.push(letters.reduce((word, letter) => join(word, letter, "")));
    at = end;
  }
  return joined;
}

/** Where a series of evenly spaced single characters that starts at `from` ends; `from + 1` when there is none. */
function evenEnd(row: readonly Run[], from: number): number {
  const gapAfter = (index: number) => {
    const [a, b] = [row[index], row[index + 1]];
    if (a === undefined || b === undefined || !SINGLE_WIDE.test(a.text) || !SINGLE_WIDE.test(b.text))
      return Infinity;
    return (b.x - a.x - a.width) / Math.max(a.size, b.size);
  };
  const first = gapAfter(from);
  // Names in a table are spread over their whole cell, at up to six characters' distance; those gaps are exact.
  if (first > 6 || first < 0.05) return from + 1;
  const tolerance = (first > 2.6 ? 0.08 : 0.25) * Math.max(first, 0.6);
  let end = from + 1;
  while (end < row.length && Math.abs(gapAfter(end - 1) - first) <= tolerance) end += 1;
  // Two characters are a word (金　額) only when nothing else stands near them.
  if (end - from === 2) return first <= 2.2 && gapBeside(row, from, end) > 1.5 * first ? end : from + 1;
  return end;
}

function gapBeside(row: readonly Run[], from: number, end: number): number {
  const [before, first, last, after] = [row[from - 1], row[from], row[end - 1], row[end]];
  const left =
    before === undefined || first === undefined ? Infinity : (first.x - before.x - before.width) / first.size;
  const right =
    after === undefined || last === undefined ? Infinity : (after.x - last.x - last.width) / last.size;
  return Math.min(left, right);
}

interface Column {
  left: number;
  right: number;
}

interface Band {
  readonly rows: Row[];
  readonly columns: Column[];
}

/**
 * Cuts a page into running text and bands of columns. A band is a series of lines whose segments keep clear of the
 * same gutters; it is read column by column where its columns are filled with running text, and as a table otherwise.
 */
export function regionsOf(rows: readonly Row[]): Region[] {
  const regions: Region[] = [];
  let prose: Segment[] = [];
  let band: Band | undefined;
  const closeProse = () => {
    if (prose.length > 0) regions.push({ kind: "prose", lines: prose });
    prose = [];
  };
  const closeBand = () => {
    if (band === undefined) return;
    // One line with gaps is a tab or a hanging number, not a table.
    if (band.rows.filter((row) => row.segments.length > 1).length < 2)
      prose.push(...band.rows.flatMap(loneLine));
    else {
      closeProse();
      regions.push(...bandRegions(band));
    }
    band = undefined;
  };
  for (const row of rows) {
    if (band !== undefined && isInBand(row, band)) addRow(band, row);
    else {
      closeBand();
      const rest = isContinuing(row, prose) ? afterFirst(row, prose) : row;
      if (rest.segments.length > 1) {
        band = { rows: [], columns: [] };
        addRow(band, rest);
      } else prose.push(...rest.segments);
    }
  }
  closeBand();
  closeProse();
  return regions;
}

/** Whether a line's first segment ends the sentence of the full lines above it, with something else beside it. */
function isContinuing({ segments }: Row, prose: readonly Segment[]): boolean {
  const [first, second] = segments;
  const above = prose.at(-1);
  if (first === undefined || second === undefined || above === undefined) return false;
  const alike = Math.abs(first.size - above.size) < 0.05 * above.size && first.y - above.y < 1.9 * above.size;
  const wrapped = above.width > 20 * above.size && above.x + above.width > second.x + second.width / 2;
  return alike && wrapped && Math.abs(first.x - above.x) < 2 * above.size && !/[。．]$/.test(above.text);
}

function afterFirst(row: Row, prose: Segment[]): Row {
  const [first, ...segments] = row.segments;
  if (first !== undefined) prose.push(first);
  return { ...row, segments };
}

/** A line with gaps among lines without any: a tab, a date at the right edge. */
function loneLine({ segments }: Row): Segment[] {
  const lines: Segment[] = [];
  for (const segment of segments) {
    const last = lines.at(-1);
    if (last !== undefined && segment.x - last.x - last.width < 4 * segment.size) {
      lines[lines.length - 1] = join(last, segment, "　");
    } else lines.push(segment);
  }
  return lines;
}

function columnsUnder({ x, width, size }: Segment, columns: readonly Column[]): Column[] {
  // Half a character of tolerance: type sticks out of its column.
  return columns.filter(({ left, right }) => x + width > left + size / 2 && x < right - size / 2);
}

function isInBand(row: Row, band: Band): boolean {
  const { rows, columns } = band;
  const last = rows.at(-1);
  if (last === undefined) return false;
  const step = row.y - last.y;
  const [only] = row.segments;
  if (row.segments.length > 1 || only === undefined) {
    const crossing = row.segments.filter((segment) => columnsUnder(segment, columns).length > 1);
    const isAcross = crossing.length * 2 > row.segments.length || isNote(row, columns);
    return step <= 4 * Math.max(row.size, last.size) && !isAcross && !isHead(rows, row);
  }
  // A line with one segment is a wrapped cell, or a label set higher than its numbers; a paragraph crosses a gutter.
  // A line of larger type heads what comes below, unless it stands in one of two columns of running text.
  if (only.size > 1.25 * last.size && only.text.length >= 4 && !areColumns(stacksOf(band))) return false;
  const under = columnsUnder(only, columns).length;
  return under < 2 && step <= (under === 1 ? 4 : 2.5) * Math.max(row.size, last.size);
}

/** A note below two columns: its number stands in the first, its text runs across both. */
function isNote({ segments }: Row, columns: readonly Column[]): boolean {
  const [mark, note, ...others] = segments;
  if (mark === undefined || note === undefined || others.length > 0) return false;
  return mark.text.length <= 4 && note.text.length >= 20 && columnsUnder(note, columns).length > 1;
}

/** A heading with a gap in it (第１節　名) above columns of running text is none of their lines. */
function isHead(rows: readonly Row[], { size, segments }: Row): boolean {
  const [head, ...others] = rows;
  return (
    head !== undefined &&
    others.length === 0 &&
    head.size > 1.15 * size &&
    segments.every(({ text }) => text.length >= 12)
  );
}

function addRow({ rows, columns }: Band, row: Row): void {
  rows.push(row);
  for (const segment of row.segments) {
    const under = columnsUnder(segment, columns);
    const [column] = under;
    if (column === undefined) columns.push({ left: segment.x, right: segment.x + segment.width });
    else if (under.length === 1) {
      // A column grows with what stands in it, up to its neighbours.
      const others = columns.filter((other) => other !== column);
      const left = Math.min(column.left, segment.x);
      const right = Math.max(column.right, segment.x + segment.width);
      if (!others.some((other) => other.right > left && other.left < right))
        Object.assign(column, { left, right });
    }
  }
}

function bandRegions(band: Band): Region[] {
  const stacks = stacksOf(band);
  if (areColumns(stacks)) return columnRegions(stacks);
  const parts = partsOf(band);
  return parts.length > 1 ? parts.flatMap(bandRegions) : [tableRegion(stacks)];
}

interface Stack {
  readonly column: Column;
  readonly lines: CellLine[];
}

/** The lines of a band, column by column. */
function stacksOf({ rows, columns }: Band): Stack[] {
  const ordered = [...columns].sort((a, b) => a.left - b.left);
  const stacks = ordered.map((column) => ({ column, lines: [] as CellLine[] }));
  for (const [index, row] of rows.entries()) {
    for (const segment of row.segments) {
      const [under] = columnsUnder(segment, ordered);
      const stack = stacks.find(({ column }) => column === under) ?? stacks[0];
      stack?.lines.push({ segment, row: index + 1, alone: row.segments.length === 1 });
    }
  }
  return stacks;
}

function areColumns(stacks: readonly Stack[]): boolean {
  const filled = stacks.filter(({ column, lines }) =>
    isRunningText(
      lines.map(({ segment }) => segment),
      column,
    ),
  );
  return filled.length >= 2 && filled.length >= stacks.length - 1;
}

function columnRegions(stacks: readonly Stack[]): Region[] {
  return stacks.map(({ lines }) => ({ kind: "prose", lines: lines.map(({ segment }) => segment) }));
}

/** Cuts a band at white space where columns of running text begin or end: a chart may stand right below them. */
function partsOf({ rows }: Band): Band[] {
  const steps = rows.slice(1).map((row, index) => row.y - (rows[index]?.y ?? 0));
  const pitch = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const parts: { band: Band; isColumns: boolean }[] = [];
  let from = 0;
  for (let to = 1; to <= rows.length; to += 1) {
    if (to < rows.length && (steps[to - 1] ?? 0) <= 1.5 * pitch) continue;
    const band = bandOf(rows.slice(from, to));
    const isColumns = areColumns(stacksOf(band));
    const last = parts.at(-1);
    if (last === undefined || isColumns || last.isColumns) parts.push({ band, isColumns });
    else last.band = bandOf([...last.band.rows, ...band.rows]);
    from = to;
  }
  return parts.map(({ band }) => band);
}

function bandOf(rows: readonly Row[]): Band {
  const band: Band = { rows: [], columns: [] };
  for (const row of rows) addRow(band, row);
  return band;
}

function tableRegion(stacks: readonly Stack[]): Region {
  // Where the first column begins a cell, a row of the table begins, and no other cell goes on over it.
  // A narrow column may stand beside its centred head, so the first that is half filled counts.
  const most = Math.max(...stacks.map(({ lines }) => lines.length));
  const lead = stacks.find(({ lines }) => lines.length * 2 >= most);
  const heads = lead === undefined ? [] : cellsOf(lead.lines, lead.column);
  const starts = new Set(heads.map((cell) => cell.row));
  const cells = stacks.flatMap(({ column, lines }) => {
    // Heads set in the middle of tall cells begin no row: the lines beside them are one text where they are set tight.
    const isTall = lines.length >= 1.5 * heads.length;
    return cellsOf(lines, column, { starts, tight: isTall ? 1.35 : 0 });
  });
  return {
    kind: "table",
    cells: cells.sort((a, b) => a.row - b.row || (a.lines[0]?.x ?? 0) - (b.lines[0]?.x ?? 0)),
  };
}

/** Whether a column holds text that runs on from line to line: most lines reach its right edge and are long. */
function isRunningText(lines: readonly Segment[], { right }: Column): boolean {
  if (lines.length < 4) return false;
  const full = lines.filter(({ x, width, size }) => x + width > right - 2 * size).length;
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  return full * 2 >= lines.length && characters >= 12 * lines.length;
}

interface CellLine {
  readonly segment: Segment;
  readonly row: number;
  /** Whether nothing else stands on its line. */
  readonly alone: boolean;
}

/** Where rows of a table begin, and the line pitch in type sizes up to which a cell goes on all the same. */
interface CellBounds {
  readonly starts: ReadonlySet<number>;
  readonly tight: number;
}

/** The cells of one column: a line that fills the column goes on in the line right below it. */
function cellsOf(lines: readonly CellLine[], { left, right }: Column, bounds?: CellBounds): Cell[] {
  const cells: { row: number; lines: Segment[] }[] = [];
  for (const { segment, row, alone } of lines) {
    const cell = cells.at(-1);
    const above = cell?.lines.at(-1);
    const size = Math.max(segment.size, above?.size ?? 0);
    const step = above === undefined ? Number.POSITIVE_INFINITY : segment.y - above.y;
    const full =
      above !== undefined &&
      above.width > 0.8 * (right - left) &&
      above.text.length >= 4 &&
      !UNBROKEN.test(above.text);
    // Ordinances are set with double spacing; a line with nothing beside it may lie that far below.
    const isClose = step <= (alone ? 2.8 : 1.9) * size;
    const isTight = step <= (bounds?.tight ?? 0) * size && !UNBROKEN.test(segment.text);
    const isNew = bounds?.starts.has(row) === true && !isTight;
    if (cell !== undefined && isClose && full && !isNew) cell.lines.push(segment);
    else cells.push({ row, lines: [segment] });
  }
  return cells;
}

// Numbers, and remarks in brackets such as （単位：千円）, do not go on in the next line.
const UNBROKEN = /^(?:[\d０-９,，.．\s△▲%％-]+|[(（].*[)）])$/;
