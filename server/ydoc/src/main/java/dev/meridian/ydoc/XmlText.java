package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** XML types as text, the way Yjs writes them. Nesting costs heap, not stack. */
final class XmlText {
  private static final String OBJECT = "[object Object]";

  private final StringBuilder out = new StringBuilder();
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private XmlText() {}

  private record Open(Iterator<Item> children, String end) {}

  static String of(YXml xml) {
    var text = new XmlText();
    text.begin(xml);
    while (!text.open.isEmpty()) {
      Open element = text.open.element();
      if (element.children.hasNext()) {
        text.child(element.children.next());
      } else {
        text.out.append(element.end);
        text.open.pop();
      }
    }
    return text.out.toString();
  }

  private void begin(YXml xml) {
    if (xml.node().kind() == Node.XML_HOOK) {
      out.append(OBJECT);
      return;
    }
    String end = "";
    if (xml.node().kind() == Node.XML_ELEMENT) {
      String name = xml.name().toLowerCase(Locale.ROOT);
      out.append('<').append(name);
      xml.attributes().forEach((key, value) -> attribute(key, jsString(value)));
      out.append('>');
      end = "</" + name + ">";
    }
    open.push(new Open(xml.children().iterator(), end));
  }

  private void attribute(String key, String value) {
    out.append(' ').append(key).append("=\"").append(value).append('"');
  }

  private void child(Item item) {
    if (item instanceof YXml xml) {
      begin(xml);
    } else if (item instanceof YText text && text.node().kind() == Node.XML_TEXT) {
      text(text);
    } else {
      out.append(jsString(item));
    }
  }

  /** Marks become elements around the text, their members attributes. */
  private void text(YText text) {
    for (Span span : text.spans()) {
      var marks = new TreeMap<String, Any>(span.marks().values());
      marks.forEach((name, value) -> {
        out.append('<').append(name);
        members(value).forEach((key, member) -> attribute(key, jsString(member)));
        out.append('>');
      });
      out.append(jsString(span.content()));
      for (String name : marks.descendingKeySet()) {
        out.append("</").append(name).append('>');
      }
    }
  }

  /** What {@code for in} finds in a value. */
  private static SortedMap<String, Any> members(Any value) {
    var members = new TreeMap<String, Any>();
    switch (value) {
      case Any.Obj(Map<String, Any> values) -> members.putAll(values);
      case Any.Arr(var values) -> {
        for (int i = 0; i < values.size(); i++) {
          members.put(Integer.toString(i), values.get(i));
        }
      }
      case Any.Str(String text) -> {
        for (int i = 0; i < text.length(); i++) {
          members.put(Integer.toString(i), new Any.Str(text.substring(i, i + 1)));
        }
      }
      default -> {}
    }
    return members;
  }

  /** What {@code String(value)} gives in JavaScript; arrays inside arrays are left out. */
  private static String jsString(Item item) {
    return switch (item) {
      case Any.Str(String text) -> text;
      case Any.Num(double number) -> JsNumber.text(number);
      case Any.Bool(boolean yes) -> Boolean.toString(yes);
      case Any.BigInt(long number) -> Long.toString(number);
      case Any.Null _ -> "null";
      case Any.Undefined _ -> "undefined";
      case Any.Arr(var values) -> joined(values);
      case Any.Bytes(byte[] bytes) -> joined(bytes);
      case YText text -> text.toString();
      case Any.Obj _, YArray _, YMap _, YXml _ -> OBJECT;
    };
  }

  private static String joined(Iterable<Any> values) {
    var text = new StringBuilder();
    String comma = "";
    for (Any value : values) {
      text.append(comma);
      comma = ",";
      boolean isBlank =
          value instanceof Any.Null || value instanceof Any.Undefined || value instanceof Any.Arr;
      text.append(isBlank ? "" : jsString(value));
    }
    return text.toString();
  }

  private static String joined(byte[] bytes) {
    var text = new StringBuilder();
    String comma = "";
    for (byte b : bytes) {
      text.append(comma).append(b & 0xFF);
      comma = ",";
    }
    return text.toString();
  }
}
