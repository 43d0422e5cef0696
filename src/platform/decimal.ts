/** Digits with an optional sign and fraction. */
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const LONGEST_DECIMAL = 100;

/** Whether a value is an exact number as the scalar `Decimal` writes it. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_DECIMAL && DECIMAL.test(value);
}
