package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import dev.meridian.ydoc.engine.Struct;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What structs hold, as items of the API, and back. */
final class Contents {
  private Contents() {}

  /** The element at {@code index} of a struct that is not deleted; undefined for a mark. */
  static Item item(Replica replica, Struct struct, int index) {
    if (struct.isMark()) {
      return Any.UNDEFINED;
    }
    if (struct.isType()) {
      return view(replica, struct.type());
    }
    if (struct.isText()) {
      return new Any.Str(String.valueOf(struct.unit(index)));
    }
    byte[] value = struct.value(index);
    if (struct.isJson()) {
      return JsonReader.read(value);
    }
    if (struct.isBinary()) {
      return new Any.Bytes(value);
    }
    return struct.isDocument() ? document(value) : Any.read(new Lib0Reader(value));
  }

  /** A document inside the document: its id and options. */
  private static Any document(byte[] value) {
    var in = new Lib0Reader(value);
    return new Any.Obj(Map.of("guid", new Any.Str(in.varString()), "opts", Any.read(in)));
  }

  /** A nested type as the view of its kind. */
  static Item view(Replica replica, Node node) {
    return switch (node.kind()) {
      case Node.ARRAY -> new YArray(replica, node);
      case Node.MAP -> new YMap(replica, node);
      case Node.TEXT, Node.XML_TEXT -> new YText(replica, node);
      default -> new YXml(replica, node);
    };
  }

  /** All visible elements of a list. */
  static List<Item> items(Replica replica, Node node) {
    var items = new ArrayList<Item>(node.length());
    for (Struct struct = node.start(); struct != null; struct = struct.right()) {
      if (struct.isVisible()) {
        for (int i = 0; i < struct.length(); i++) {
          items.add(item(replica, struct, i));
        }
      }
    }
    return items;
  }

  /** The visible characters of a text. */
  static String text(Node node) {
    var text = new StringBuilder(node.length());
    for (Struct struct = node.start(); struct != null; struct = struct.right()) {
      if (struct.isText() && !struct.isDeleted()) {
        struct.appendTextTo(text);
      }
    }
    return text.toString();
  }

  static byte[] bytes(Any value) {
    var out = new Lib0Writer();
    value.write(out);
    return out.toBytes();
  }

  static byte[] json(Any value) {
    var text = new StringBuilder();
    try {
      value.writeJson(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
