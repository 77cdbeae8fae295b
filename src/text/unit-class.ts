/**
 * Whether a UTF-16 unit, as a character of its own, is of a class that an expression describes. Asked of the expression once for each
 * unit, since it takes ten times as long as a look into a table.
 *
 * @example
 * const isKanji = unitClass(/\p{Script=Han}/u);
 * isKanji("伴".charCodeAt(0)); // true
 */
export function unitClass(expression: RegExp): (unit: number) => boolean {
  const answers = new Uint8Array(0x10000);
  return (unit) => {
    let answer = answers[unit] as number;
    if (answer === UNKNOWN) {
      answer = expression.test(String.fromCharCode(unit)) ? YES : NO;
      answers[unit] = answer;
    }
    return answer === YES;
  };
}

const UNKNOWN = 0;
const YES = 1;
const NO = 2;
