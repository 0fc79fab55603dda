package dev.meridian.ydoc;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;

/** Writes values as JSON text in JavaScript's form. Nesting costs heap, not stack. */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final Appendable out;

  JsonWriter(Appendable out) {
    this.out = out;
  }

  /** An array or object that is being written. */
  private static final class Open {
    final Iterator<?> elements;
    final char end;
    boolean first = true;

    Open(Iterator<?> elements, char end) {
      this.elements = elements;
      this.end = end;
    }
  }

  void value(Any value) throws IOException {
    var open = new ArrayDeque<Open>();
    head(value, open);
    while (!open.isEmpty()) {
      Open container = open.element();
      if (container.elements.hasNext()) {
        element(container, open);
      } else {
        out.append(container.end);
        open.pop();
      }
    }
  }

  private void element(Open container, ArrayDeque<Open> open) throws IOException {
    switch (container.elements.next()) {
      case Map.Entry<?, ?> member when member.getValue() instanceof Any.Undefined -> {}
      case Map.Entry<?, ?> member -> {
        comma(container);
        string((String) member.getKey());
        out.append(':');
        head((Any) member.getValue(), open);
      }
      case Object value -> {
        comma(container);
        head((Any) value, open);
      }
    }
  }

  private void comma(Open container) throws IOException {
    if (!container.first) {
      out.append(',');
    }
    container.first = false;
  }

  private void head(Any value, ArrayDeque<Open> open) throws IOException {
    switch (value) {
      case Any.Null _, Any.Undefined _ -> out.append("null");
      case Any.Bool(boolean yes) -> out.append(yes ? "true" : "false");
      case Any.Num(double number) -> out.append(JsNumber.json(number));
      case Any.BigInt(long number) -> out.append(Long.toString(number));
      case Any.Str(String text) -> string(text);
      case Any.Bytes(byte[] bytes) -> string(Base64.getEncoder().encodeToString(bytes));
      case Any.Arr(var values) -> {
        out.append('[');
        open.push(new Open(values.iterator(), ']'));
      }
      case Any.Obj(var members) -> {
        out.append('{');
        open.push(new Open(members.entrySet().iterator(), '}'));
      }
    }
  }

  /** A string in quotes, escaped as JavaScript does: lone surrogates as well. */
  void string(CharSequence text) throws IOException {
    out.append('"');
    int length = text.length();
    int plain = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, plain, i);
      escape(c);
      plain = i + 1;
    }
    out.append(text, plain, length).append('"');
  }

  private void escape(char c) throws IOException {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 0xF));
        }
      }
    }
  }
}
