package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.MarkContent;
import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.OwnItems;
import dev.meridian.ydoc.engine.OwnItems.Spot;
import dev.meridian.ydoc.engine.Struct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One edit of a text, the way Yjs does it: the same items at the same places. Walks from the start
 * to the position and knows the marks that are on there.
 */
final class TextEditing {
  private final Node node;
  private final OwnItems items;

  /** The marks at the cursor. */
  private final Map<String, Any> current = new LinkedHashMap<>();

  private @Nullable Struct left;
  private @Nullable Struct right;

  /** Goes to a position. */
  TextEditing(Node node, OwnItems items, int at) {
    this.node = node;
    this.items = items;
    this.right = node.start();
    int rest = at;
    while (right != null && rest > 0) {
      if (right.isVisible()) {
        if (rest < right.length()) {
          items.split(right, rest);
        }
        rest -= right.length();
      }
      forward();
    }
  }

  private void forward() {
    Struct passed = right;
    if (passed == null) {
      throw new IllegalStateException("at the end");
    }
    if (passed.isMark() && !passed.isDeleted()) {
      apply(passed.mark(), current);
    }
    left = passed;
    right = passed.right();
  }

  private static void apply(MarkContent mark, Map<String, Any> marks) {
    Any value = JsonReader.read(mark.json());
    if (value instanceof Any.Null) {
      marks.remove(mark.name());
    } else {
      marks.put(mark.name(), value);
    }
  }

  private Spot here() {
    return Spot.between(node, left, right);
  }

  void insertText(CharSequence text, @Nullable Marks marks) {
    insert(marks, spot -> items.text(spot, text));
  }

  void insertEmbed(Any value, @Nullable Marks marks) {
    insert(marks, spot -> items.embed(spot, Contents.json(value)));
  }

  /** Inserts content with these marks and no others; null for those at the cursor. */
  private void insert(@Nullable Marks marks, Function<Spot, Struct> content) {
    var wanted = new LinkedHashMap<>(marks == null ? current : marks.values());
    for (String name : current.keySet()) {
      wanted.putIfAbsent(name, Any.NULL);
    }
    skipMarksAlreadyOn(wanted);
    Map<String, Any> before = putOn(wanted);
    right = content.apply(here());
    forward();
    restore(before);
  }

  private static boolean isMark(Struct struct, Map<String, Any> marks) {
    return struct.isMark()
        && MarkValues.same(
            marks.getOrDefault(struct.mark().name(), Any.NULL),
            JsonReader.read(struct.mark().json()));
  }

  /** Goes right as long as there is nothing, or only marks that are wanted anyway. */
  private void skipMarksAlreadyOn(Map<String, Any> wanted) {
    while (right != null && (right.isDeleted() || isMark(right, wanted))) {
      forward();
    }
  }

  /** Inserts the marks that are not on yet; returns what they were before. */
  private Map<String, Any> putOn(Map<String, Any> wanted) {
    var before = new LinkedHashMap<String, Any>();
    for (Map.Entry<String, Any> mark : wanted.entrySet()) {
      Any value = current.getOrDefault(mark.getKey(), Any.NULL);
      if (!MarkValues.same(value, mark.getValue())) {
        before.put(mark.getKey(), value);
        insertMark(mark.getKey(), mark.getValue());
      }
    }
    return before;
  }

  private void insertMark(String name, Any value) {
    right = items.mark(here(), name, Contents.json(value));
    forward();
  }

  /** Ends marks: what was on before is on again from here. */
  private void restore(Map<String, Any> before) {
    while (right != null) {
      boolean ends =
          right.isMark() && before.containsKey(right.mark().name()) && isMark(right, before);
      if (!right.isDeleted() && !ends) {
        break;
      }
      if (!right.isDeleted()) {
        before.remove(right.mark().name());
      }
      forward();
    }
    before.forEach(this::insertMark);
  }

  /** Puts marks on the next {@code length} units. */
  void mark(int length, Marks marks) {
    Map<String, Any> wanted = marks.values();
    skipMarksAlreadyOn(wanted);
    Map<String, Any> before = putOn(wanted);
    int rest = length;
    while (right != null
        && (rest > 0 || (!before.isEmpty() && (right.isDeleted() || right.isMark())))) {
      if (!right.isDeleted() && right.isMark()) {
        if (!replaceMark(right, wanted, before, rest)) {
          break;
        }
      } else if (!right.isDeleted()) {
        if (rest < right.length()) {
          items.split(right, rest);
        }
        rest -= right.length();
      }
      forward();
    }
    restore(before);
  }

  /** A mark on the way is superseded by a wanted one; false: the way ends before it. */
  private boolean replaceMark(
      Struct mark, Map<String, Any> wanted, Map<String, Any> before, int rest) {
    String name = mark.mark().name();
    Any value = JsonReader.read(mark.mark().json());
    Any wantedValue = wanted.get(name);
    if (wantedValue == null) {
      return true;
    }
    if (MarkValues.same(wantedValue, value)) {
      before.remove(name);
    } else if (rest == 0) {
      return false;
    } else {
      before.put(name, value);
    }
    items.delete(mark);
    return true;
  }

  /** Deletes the next {@code length} units, and the marks that mean nothing after that. */
  void delete(int length) {
    var marksBefore = new LinkedHashMap<>(current);
    Struct start = right;
    int rest = length;
    while (rest > 0 && right != null) {
      if (right.isVisible()) {
        if (rest < right.length()) {
          items.split(right, rest);
        }
        rest -= right.length();
        items.delete(right);
      }
      forward();
    }
    if (start != null) {
      tidyGap(start, marksBefore);
    }
  }

  /** Deletes marks in a gap without content that are overwritten in it or were on before it. */
  private void tidyGap(Struct start, Map<String, Any> marksBefore) {
    var last = new LinkedHashMap<String, Struct>();
    Struct end = start;
    while (end != null && !end.isVisible()) {
      if (end.isMark() && !end.isDeleted()) {
        last.put(end.mark().name(), end);
      }
      end = end.right();
    }
    for (Struct struct = start; struct != null && struct != end; struct = struct.right()) {
      if (struct.isMark() && !struct.isDeleted()) {
        Any value = JsonReader.read(struct.mark().json());
        String name = struct.mark().name();
        Any before = marksBefore.getOrDefault(name, Any.NULL);
        if (last.get(name) != struct || MarkValues.identical(before, value)) {
          items.delete(struct);
        }
      }
    }
  }
}
