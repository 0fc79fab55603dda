package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes documents as JSON: keys of maps sorted, numbers in JavaScript's form, texts without their
 * marks, XML as its text. Nesting costs heap, not stack.
 */
public final class Json {
  private final Appendable out;
  private final JsonWriter values;
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private Json(Appendable out) {
    this.out = out;
    this.values = new JsonWriter(out);
  }

  /** An array or object that is being written; the names of an object's members go along. */
  private static final class Open {
    final Iterator<String> names;
    final Iterator<Item> items;
    final char end;
    boolean first = true;

    Open(Iterator<String> names, Iterator<Item> items, char end) {
      this.names = names;
      this.items = items;
      this.end = end;
    }
  }

  /** Writes the roots of {@code shape} as one object. */
  public static void write(YDoc doc, Shape shape, Appendable out) throws IOException {
    var json = new Json(out);
    var roots = new LinkedHashMap<String, Item>();
    for (Map.Entry<String, Shape.Kind> root : shape.roots().entrySet()) {
      String name = root.getKey();
      roots.put(
          name,
          switch (root.getValue()) {
            case TEXT -> doc.text(name);
            case DELTA -> delta(doc.text(name));
            case ARRAY -> doc.array(name);
            case MAP -> doc.map(name);
            case XML -> doc.xml(name);
          });
    }
    json.object(roots);
    json.run();
  }

  /** The roots of {@code shape} as JSON text. */
  public static String text(YDoc doc, Shape shape) {
    var text = new StringBuilder();
    try {
      write(doc, shape, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes one value or type. */
  public static void write(Item item, Appendable out) throws IOException {
    var json = new Json(out);
    json.item(item);
    json.run();
  }

  /** The delta of Yjs and Quill; a type inside the text becomes null. */
  private static Any delta(YText text) {
    var ops = new ArrayList<Any>();
    for (Span span : text.spans()) {
      var op = new LinkedHashMap<String, Any>();
      op.put("insert", span.content() instanceof Any value ? value : Any.NULL);
      if (!span.marks().isEmpty()) {
        op.put("attributes", new Any.Obj(span.marks().values()));
      }
      ops.add(new Any.Obj(op));
    }
    return new Any.Arr(ops);
  }

  private void run() throws IOException {
    while (!open.isEmpty()) {
      Open container = open.element();
      if (container.items.hasNext()) {
        element(container);
      } else {
        out.append(container.end);
        open.pop();
      }
    }
  }

  private void element(Open container) throws IOException {
    boolean isObject = container.end == '}';
    String name = isObject ? container.names.next() : "";
    Item item = container.items.next();
    if (isObject && item instanceof Any.Undefined) {
      return;
    }
    if (!container.first) {
      out.append(',');
    }
    container.first = false;
    if (isObject) {
      values.string(name);
      out.append(':');
    }
    item(item);
  }

  private void item(Item item) throws IOException {
    switch (item) {
      case Any value -> values.value(value);
      case YText text -> values.string(text.toString());
      case YXml xml when xml.node().kind() == Node.XML_HOOK -> object(xml.attributes());
      case YXml xml -> values.string(xml.toString());
      case YArray array -> array(array.items());
      case YMap map -> object(members(map));
    }
  }

  private static Map<String, Item> members(YMap map) {
    var members = new LinkedHashMap<String, Item>();
    for (String key : map.keys()) {
      map.get(key).ifPresent(value -> members.put(key, value));
    }
    return members;
  }

  private void array(List<Item> items) throws IOException {
    out.append('[');
    open.push(new Open(List.<String>of().iterator(), items.iterator(), ']'));
  }

  private void object(Map<String, Item> members) throws IOException {
    out.append('{');
    open.push(new Open(members.keySet().iterator(), members.values().iterator(), '}'));
  }
}
