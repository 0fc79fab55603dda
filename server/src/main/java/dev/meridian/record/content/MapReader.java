package dev.meridian.record.content;

import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Reads one Y.Map of the schema tolerantly: what has the wrong type or form reads as absent and
/// leaves a signal, unknown keys are passed over.
final class MapReader {
  private final YMap map;
  private final SortedMap<String, String> signals = new TreeMap<>();

  MapReader(YMap map) {
    this.map = map;
  }

  SortedMap<String, String> signals() {
    return signals;
  }

  void signal(String key, String reason) {
    signals.put(key, reason);
  }

  String line(String key) {
    return PlainText.oneLine(text(key));
  }

  String lines(String key) {
    return PlainText.lines(text(key));
  }

  Map<Field, String> fields(List<Field> wanted) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    for (Field field : wanted) {
      string(field.key(), field.complaint())
          .ifPresent(value ->
              field
                  .canonical(value)
                  .ifPresentOrElse(
                      canonical -> fields.put(field, canonical),
                      () -> signal(field.key(), field.complaint())));
    }
    return fields;
  }

  /// The nested maps under a key that have an id for a name.
  <T> SortedMap<String, T> children(String key, BiFunction<String, YMap, T> read) {
    SortedMap<String, T> children = new TreeMap<>();
    map.get(key)
        .ifPresent(item -> {
          if (item instanceof YMap nested) {
            readChildren(key, nested, read, children);
          } else if (!isNothing(item)) {
            signal(key, "is not a map");
          }
        });
    return children;
  }

  private <T> void readChildren(
      String key, YMap nested, BiFunction<String, YMap, T> read, SortedMap<String, T> children) {
    for (String id : nested.keys()) {
      Item child = nested.get(id).orElse(Any.NULL);
      if (!Form.isId(id)) {
        signal(key, "has an entry whose id is not 1 to 64 letters, digits, - and _");
      } else if (child instanceof YMap childMap) {
        children.put(id, read.apply(id, childMap));
      } else if (!isNothing(child)) {
        signal(key + "." + id, "is not a map");
      }
    }
  }

  /// `zones`: a plain object or a nested map of decimals.
  SortedMap<String, String> zones() {
    SortedMap<String, String> zones = new TreeMap<>();
    Optional<Item> item = map.get("zones");
    for (String zone : Field.ZONES) {
      item.flatMap(it -> member(it, zone))
          .filter(value -> !isNothing(value))
          .ifPresent(value ->
              asString(value)
                  .flatMap(Field.TARGET::canonical)
                  .ifPresentOrElse(
                      canonical -> zones.put(zone, canonical),
                      () -> signal("zones." + zone, Field.TARGET.complaint())));
    }
    if (item.isPresent()
        && !(item.get() instanceof YMap || item.get() instanceof Any.Obj)
        && !isNothing(item.get())) {
      signal("zones", "is not an object");
    }
    return zones;
  }

  private static Optional<Item> member(Item item, String key) {
    return switch (item) {
      case YMap nested -> nested.get(key);
      case Any.Obj(Map<String, Any> values) -> Optional.ofNullable(values.get(key));
      default -> Optional.empty();
    };
  }

  private String text(String key) {
    return switch (map.get(key).orElse(Any.NULL)) {
      case YText text -> text.toString();
      case Item item when isNothing(item) -> "";
      default -> {
        signal(key, "is not a text");
        yield "";
      }
    };
  }

  private Optional<String> string(String key, String complaint) {
    Item item = map.get(key).orElse(Any.NULL);
    if (isNothing(item)) {
      return Optional.empty();
    }
    Optional<String> value = asString(item);
    if (value.isEmpty()) {
      signal(key, complaint);
    }
    return value;
  }

  private static Optional<String> asString(Item item) {
    return item instanceof Any.Str(String value) ? Optional.of(value) : Optional.empty();
  }

  private static boolean isNothing(Item item) {
    return item instanceof Any.Null || item instanceof Any.Undefined;
  }
}
