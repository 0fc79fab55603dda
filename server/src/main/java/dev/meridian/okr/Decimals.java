package dev.meridian.okr;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Exact decimals as they are written in documents and JSON: an optional minus, digits, optionally
/// a point and digits, 38 digits at most. Never an exponent.
public final class Decimals {
  public static final int MAX_DIGITS = 38;
  private static final Pattern FORM = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private Decimals() {}

  /// Empty for any other form, and for more than 38 digits.
  public static Optional<BigDecimal> parse(String text) {
    if (text.length() > MAX_DIGITS + 2 || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    return digits <= MAX_DIGITS ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  public static String text(BigDecimal value) {
    return value.toPlainString();
  }

  /// Whether the plain form of the value has at most 38 digits.
  static boolean fits(BigDecimal value) {
    return Math.max(value.precision() - value.scale(), 1) + Math.max(value.scale(), 0)
        <= MAX_DIGITS;
  }
}
