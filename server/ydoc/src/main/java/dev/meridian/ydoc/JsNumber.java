package dev.meridian.ydoc;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as JavaScript writes them (ECMA-262, Number::toString). */
final class JsNumber {
  private static final double EXACT_INTEGERS = 1e15;

  private JsNumber() {}

  /** The number as JSON: null for NaN and infinity, 0 for -0. */
  static String json(double number) {
    return Double.isFinite(number) ? text(number) : "null";
  }

  /** The shortest decimal digits that read back as this number, in JavaScript's layout. */
  static String text(double number) {
    if (number == 0) {
      return "0";
    }
    if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS) {
      return Long.toString((long) number);
    }
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (number < 0 ? "-" : "") + layout(digits, point);
  }

  /** Java has at least two digits, and sometimes one would do. */
  private static BigDecimal shortest(double number) {
    var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    var single = digits.round(new MathContext(1));
    return single.doubleValue() == number ? single : digits;
  }

  /** Digits with the decimal point after {@code point} of them. */
  private static String layout(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String fraction = count == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }
}
