package dev.meridian.record.content;

import static java.util.stream.Collectors.joining;

import dev.meridian.okr.Decimals;
import dev.meridian.okr.WireName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The form of a plain value. Every value of a document is a string; of several ways to write the
/// same value one is canonical, so that it survives the tables unchanged.
///
/// @param expectation completes "is not …" for people
record Form(String expectation, Canonical canonical) {
  static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MAX_ORDER_LENGTH = 200;
  private static final int MAX_UNIT_LENGTH = 40;
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  /// Gives the canonical text of a value, empty when it has not this form.
  @FunctionalInterface
  interface Canonical {
    Optional<String> of(String value);
  }

  static Form decimal() {
    return new Form(
        "a decimal of at most 38 digits", value -> Decimals.parse(value).map(Decimals::text));
  }

  static Form weight() {
    return new Form(
        "a decimal of at most 38 digits that is not negative",
        value ->
            Decimals.parse(value)
                .filter(it -> it.compareTo(BigDecimal.ZERO) >= 0)
                .map(Decimals::text));
  }

  static Form date() {
    return new Form("a date YYYY-MM-DD", Form::canonicalDate);
  }

  /// Microseconds, as Postgres keeps them.
  static Form instant() {
    return new Form("an instant in ISO 8601", Form::canonicalInstant);
  }

  static Form id() {
    return new Form(
        "an id of 1 to 64 letters, digits, - and _",
        value -> Optional.of(value).filter(Form::isId));
  }

  static Form order() {
    return line("an order of 1 to 200 characters", MAX_ORDER_LENGTH);
  }

  static Form unit() {
    return line("a unit of 1 to 40 characters", MAX_UNIT_LENGTH);
  }

  static <E extends Enum<E>> Form oneOf(Class<E> type) {
    return new Form(
        "one of " + Arrays.stream(type.getEnumConstants()).map(WireName::of).collect(joining(", ")),
        value -> WireName.find(type, value).map(WireName::of));
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static Form line(String expectation, int maxLength) {
    return new Form(
        expectation,
        value ->
            value.isEmpty() || value.length() > maxLength
                ? Optional.empty()
                : Optional.of(PlainText.oneLine(value)));
  }

  private static Optional<String> canonicalDate(String value) {
    if (value.length() != "YYYY-MM-DD".length()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(value))
          .filter(date -> date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR)
          .map(LocalDate::toString);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> canonicalInstant(String value) {
    if (value.length() > "2026-01-01T00:00:00.000000000+00:00".length()) {
      return Optional.empty();
    }
    try {
      Instant instant = Instant.parse(value).truncatedTo(ChronoUnit.MICROS);
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      return year >= FIRST_YEAR && year <= LAST_YEAR
          ? Optional.of(instant.toString())
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
