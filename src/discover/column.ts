/** A list of 32-bit integers that grows: four bytes each where an array of numbers takes eight and more. */
export interface Column {
  push(value: number): void;
  /** Copies what was pushed, at its exact length. */
  done(): Int32Array;
  readonly length: number;
}

export function createColumn(): Column {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const grown = new Int32Array(length * 2);
        grown.set(values);
        values = grown;
      }
      values[length++] = value;
    },
    done: () => values.slice(0, length),
    get length() {
      return length;
    },
  };
}
