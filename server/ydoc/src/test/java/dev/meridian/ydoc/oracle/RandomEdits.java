package dev.meridian.ydoc.oracle;

import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.Marks;
import dev.meridian.ydoc.YArray;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import dev.meridian.ydoc.YXml;
import dev.meridian.ydoc.oracle.RandomEdit.Kind;
import dev.meridian.ydoc.oracle.RandomEdit.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Thinks up edits that fit a document. */
final class RandomEdits {
  private static final List<String> WORDS =
      List.of("a", "xyz", "é", "漢字", "😀", "tail 👩‍👩‍👧", " long run of text", "\n", "\ufeffbom");
  private static final List<String> KEYS = List.of("1", "a", "b", "k", "émoji 😀");
  private static final List<Marks> MARKS =
      List.of(
          Marks.of("bold", true),
          Marks.of("bold", null),
          Marks.of("color", "red"),
          Marks.of("bold", true).and("color", null));
  private static final List<Marks> MARKS_WITH_OBJECTS =
      Stream.concat(MARKS.stream(), Stream.of(Marks.of("link", Map.of("href", "é")))).toList();
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    63,
    64,
    -64,
    8191,
    2147483647,
    -2147483647,
    2147483648.0,
    -2147483648,
    0.1,
    1.5,
    -1e300,
    5e-324,
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    1700000000123.0,
    9007199254740991.0
  };

  private final Random random;
  private final List<Marks> marks;

  RandomEdits(Random random) {
    this(random, MARKS_WITH_OBJECTS);
  }

  private RandomEdits(Random random, List<Marks> marks) {
    this.random = random;
    this.marks = marks;
  }

  /**
   * Without marks that hold objects: when Yjs looks for redundant marks, two equal objects are the
   * same to it only if one became the other inside the same document.
   */
  static RandomEdits withPlainMarks(Random random) {
    return new RandomEdits(random, MARKS);
  }

  /** An edit of some living type, of a root every second time. */
  RandomEdit next(YDoc doc) {
    var found = new ArrayList<Living>();
    found.add(new Living(List.of("text"), doc.text("text")));
    found.add(new Living(List.of("array"), doc.array("array")));
    found.add(new Living(List.of("map"), doc.map("map")));
    found.add(new Living(List.of("xml"), doc.xml("xml")));
    int roots = found.size();
    for (int i = 0; i < found.size(); i++) {
      addChildren(found.get(i), found);
    }
    var chosen = found.get(random.nextInt(random.nextBoolean() ? roots : found.size()));
    return new RandomEdit(chosen.path(), operation(chosen.type()));
  }

  private record Living(List<Object> path, Item type) {}

  private static void addChildren(Living parent, List<Living> found) {
    switch (parent.type()) {
      case YArray array -> addAll(parent, array.items(), found);
      case YXml xml -> addAll(parent, xml.children(), found);
      case YMap map ->
          map.keys().forEach(key -> add(parent, key, map.get(key).orElseThrow(), found));
      case YText _, Any _ -> {}
    }
  }

  private static void addAll(Living parent, List<Item> children, List<Living> found) {
    for (int i = 0; i < children.size(); i++) {
      add(parent, i, children.get(i), found);
    }
  }

  private static void add(Living parent, Object step, Item child, List<Living> found) {
    if (!(child instanceof Any)) {
      var path = new ArrayList<>(parent.path());
      path.add(step);
      found.add(new Living(path, child));
    }
  }

  private Operation operation(Item type) {
    return switch (type) {
      case YText text -> inText(text);
      case YArray array -> inArray(array);
      case YMap _ -> inMap();
      case YXml xml -> inXml(xml);
      case Any value -> throw new AssertionError(value);
    };
  }

  private Operation inText(YText text) {
    var places = wholePlaces(text);
    int a = pick(places);
    int b = pick(places);
    int from = Math.min(a, b);
    int length = Math.abs(a - b);
    return switch (random.nextInt(8)) {
      case 0, 1 -> new RandomEdit.InsertText(a, pick(WORDS));
      case 2 -> new RandomEdit.InsertText(text.length(), pick(WORDS));
      case 3, 4 -> new RandomEdit.Delete(from, length);
      case 5 -> new RandomEdit.Mark(from, length, pick(marks));
      case 6 -> new RandomEdit.InsertMarked(a, pick(WORDS), pick(marks));
      default ->
          new RandomEdit.Embed(
              a,
              Any.of(Map.of("image", pick(WORDS))),
              random.nextBoolean() ? Marks.NONE : pick(marks));
    };
  }

  /** The positions that are not inside a surrogate pair. */
  private static List<Integer> wholePlaces(YText text) {
    var places = new ArrayList<>(List.of(0));
    int at = 0;
    for (var span : text.spans()) {
      var content = span.content() instanceof Any.Str(String characters) ? characters : "?";
      for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
        places.add(at + i + Character.charCount(content.codePointAt(i)));
      }
      at += content.length();
    }
    return places;
  }

  private Operation inArray(YArray array) {
    if (array.length() > 0 && random.nextInt(3) == 0) {
      int at = random.nextInt(array.length());
      return new RandomEdit.Delete(at, 1 + random.nextInt(Math.min(4, array.length() - at)));
    }
    int at = random.nextInt(array.length() + 1);
    if (random.nextInt(3) == 0) {
      return new RandomEdit.InsertType(at, pick(List.of(Kind.ARRAY, Kind.MAP, Kind.TEXT)));
    }
    var values = new Any[1 + random.nextInt(3)];
    Arrays.setAll(values, _ -> arrayValue());
    return new RandomEdit.InsertValues(at, List.of(values));
  }

  private Operation inMap() {
    var key = pick(KEYS);
    return switch (random.nextInt(6)) {
      case 0 -> new RandomEdit.DeleteKey(key);
      case 1, 2 -> new RandomEdit.SetType(key, pick(List.of(Kind.ARRAY, Kind.MAP, Kind.TEXT)));
      default -> new RandomEdit.SetValue(key, value(0));
    };
  }

  private Operation inXml(YXml xml) {
    boolean element = !xml.name().isEmpty();
    if (element && random.nextInt(3) == 0) {
      var key = pick(List.of("class", "id"));
      return random.nextInt(3) == 0
          ? new RandomEdit.DeleteKey(key)
          : new RandomEdit.SetValue(key, Any.of(pick(WORDS)));
    }
    if (xml.length() > 0 && random.nextInt(3) == 0) {
      int at = random.nextInt(xml.length());
      return new RandomEdit.Delete(at, 1 + random.nextInt(xml.length() - at));
    }
    return new RandomEdit.InsertType(
        random.nextInt(xml.length() + 1), random.nextBoolean() ? Kind.ELEMENT : Kind.TEXT);
  }

  private Any value(int depth) {
    return switch (random.nextInt(depth > 2 ? 8 : 10)) {
      case 0 -> Any.NULL;
      case 1 -> Any.UNDEFINED;
      case 2 -> Any.of(random.nextBoolean());
      case 3 -> Any.of(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4 -> Any.of((double) random.nextInt());
      case 5 -> Any.of(pick(WORDS));
      case 6 -> new Any.BigInt(random.nextLong());
      case 7 -> Any.of(new byte[random.nextInt(4)]);
      case 8 -> new Any.Arr(List.of(value(depth + 1), value(depth + 1)));
      default -> new Any.Obj(Map.of(pick(KEYS), value(depth + 1)));
    };
  }

  /** Yjs takes undefined and bigint inside of values only, not as items of an array. */
  private Any arrayValue() {
    var value = value(0);
    return value instanceof Any.Undefined || value instanceof Any.BigInt
        ? new Any.Arr(List.of(value))
        : value;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
