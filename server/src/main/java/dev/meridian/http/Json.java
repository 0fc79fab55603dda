package dev.meridian.http;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds the JSON of resources: never a null, instants of milliseconds, collections keyed by id.
public final class Json {

  private Json() {}

  /// @param namesAndValues in turn; what has no value is left out
  public static JsonObject object(@Nullable Object... namesAndValues) {
    var json = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      if (value != null) {
        json.put(String.valueOf(namesAndValues[i]), form(value));
      }
    }
    return json;
  }

  /// A collection, in the order of its items.
  public static <T> JsonObject keyed(
      Iterable<T> items, Function<T, UUID> id, Function<T, JsonObject> form) {
    var json = new JsonObject();
    items.forEach(item -> json.put(id.apply(item).toString(), form.apply(item)));
    return json;
  }

  private static Object form(Object value) {
    return switch (value) {
      case Instant at -> at.truncatedTo(ChronoUnit.MILLIS).toString();
      case UUID id -> id.toString();
      case LocalDate date -> date.toString();
      default -> value;
    };
  }
}
