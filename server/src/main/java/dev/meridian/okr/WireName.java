package dev.meridian.okr;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The names of our enumerations in documents, JSON and SQL: lower case, words joined by a hyphen
/// (`MAINTAIN_ABOVE` is `maintain-above`).
public final class WireName {
  private WireName() {}

  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Empty when no constant of the type has that name.
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> of(value).equals(name))
        .findFirst();
  }
}
