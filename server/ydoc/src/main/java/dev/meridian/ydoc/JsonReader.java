package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Utf8;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON text that was checked when it arrived. Nesting costs heap, not stack. */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** An array or object that is being read. */
  private static final class Open {
    final @Nullable List<Any> values;
    final Map<String, Any> members = new LinkedHashMap<>();
    String key = "";

    Open(boolean isObject) {
      values = isObject ? null : new ArrayList<>();
    }

    void add(Any value) {
      if (values != null) {
        values.add(value);
      } else {
        members.put(key, value);
      }
    }

    Any close() {
      return values != null ? new Any.Arr(values) : new Any.Obj(members);
    }
  }

  /** The value of a JSON text; {@code undefined} is one too. */
  static Any read(byte[] json) {
    return new JsonReader(Utf8.decode(json, 0, json.length)).read();
  }

  private Any read() {
    var open = new ArrayDeque<Open>();
    while (true) {
      Any done = next(open);
      if (done != null) {
        Open parent = open.peek();
        if (parent == null) {
          return done;
        }
        parent.add(done);
      }
    }
  }

  /** The next scalar, or the container that ends here; null when one begins. */
  private @Nullable Any next(ArrayDeque<Open> open) {
    char c = skipTo();
    Open parent = open.peek();
    if (c == ']' || c == '}') {
      at++;
      return open.pop().close();
    }
    if (parent != null && parent.values == null) {
      parent.key = string();
      c = skipTo();
    }
    return switch (c) {
      case '[', '{' -> {
        at++;
        open.push(new Open(c == '{'));
        yield null;
      }
      case '"' -> new Any.Str(string());
      case 't' -> word(4, Any.TRUE);
      case 'f' -> word(5, Any.FALSE);
      case 'n' -> word(4, Any.NULL);
      case 'u' -> word(9, Any.UNDEFINED);
      default -> number();
    };
  }

  /** Passes over space, commas and colons. */
  private char skipTo() {
    while (" \t\n\r,:".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.charAt(at);
  }

  private Any word(int length, Any value) {
    at += length;
    return value;
  }

  private Any number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new Any.Num(Double.parseDouble(text.substring(from, at)));
  }

  private String string() {
    at++;
    int plain = at;
    while (text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at++;
    }
    if (text.charAt(at) == '"') {
      return text.substring(plain, at++);
    }
    var result = new StringBuilder(text.substring(plain, at));
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      result.append(c == '\\' ? escaped() : c);
    }
    at++;
    return result.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> c;
    };
  }
}
