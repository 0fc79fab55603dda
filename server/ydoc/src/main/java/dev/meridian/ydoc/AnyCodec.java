package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@link Any} in lib0's form. Nesting costs heap, not stack. */
final class AnyCodec {
  private AnyCodec() {}

  /** An array or object that is being read. */
  private static final class Open {
    final boolean isObject;
    final List<Any> values = new ArrayList<>();
    final Map<String, Any> members = new LinkedHashMap<>();
    int left;
    String key = "";

    Open(boolean isObject, int left) {
      this.isObject = isObject;
      this.left = left;
    }

    void add(Any value) {
      left--;
      if (isObject) {
        members.put(key, value);
      } else {
        values.add(value);
      }
    }

    Any close() {
      return isObject ? new Any.Obj(members) : new Any.Arr(values);
    }
  }

  static Any read(Lib0Reader in) {
    var open = new ArrayDeque<Open>();
    while (true) {
      Any done = start(in, open);
      while (done != null) {
        Open parent = open.peek();
        if (parent == null) {
          return done;
        }
        parent.add(done);
        done = parent.left == 0 ? open.pop().close() : null;
      }
      Open parent = open.element();
      if (parent.isObject) {
        parent.key = in.varString();
      }
    }
  }

  /** Reads a scalar or an empty container, or opens a container and returns null. */
  private static @Nullable Any start(Lib0Reader in, ArrayDeque<Open> open) {
    int offset = in.offset();
    int tag = in.u8();
    return switch (tag) {
      case 127 -> Any.UNDEFINED;
      case 126 -> Any.NULL;
      case 125 -> {
        boolean negative = (in.peek() & 0x40) != 0;
        double value = in.varInt();
        yield new Any.Num(negative && value == 0 ? -0.0 : value);
      }
      case 124 -> new Any.Num(in.float32());
      case 123 -> new Any.Num(in.float64());
      case 122 -> new Any.BigInt(in.int64());
      case 121 -> Any.FALSE;
      case 120 -> Any.TRUE;
      case 119 -> new Any.Str(in.varString());
      case 118, 117 -> {
        var container = new Open(tag == 118, in.count(tag == 118 ? 2 : 1));
        if (container.left == 0) {
          yield container.close();
        }
        open.push(container);
        yield null;
      }
      case 116 -> new Any.Bytes(in.varBytes());
      default -> throw new MalformedException("unknown value tag " + tag, offset);
    };
  }

  static void write(Any value, Lib0Writer out) {
    var open = new ArrayDeque<Iterator<?>>();
    head(value, out, open);
    while (!open.isEmpty()) {
      Iterator<?> next = open.element();
      if (!next.hasNext()) {
        open.pop();
      } else {
        step(next.next(), out, open);
      }
    }
  }

  private static void step(Object element, Lib0Writer out, ArrayDeque<Iterator<?>> open) {
    if (element instanceof Map.Entry<?, ?> entry) {
      out.varString((String) entry.getKey());
      head((Any) entry.getValue(), out, open);
    } else {
      head((Any) element, out, open);
    }
  }

  private static void head(Any value, Lib0Writer out, ArrayDeque<Iterator<?>> open) {
    switch (value) {
      case Any.Undefined _ -> out.u8(127);
      case Any.Null _ -> out.u8(126);
      case Any.Num(double number) -> number(number, out);
      case Any.BigInt(long number) -> {
        out.u8(122);
        out.int64(number);
      }
      case Any.Bool(boolean yes) -> out.u8(yes ? 120 : 121);
      case Any.Str(String text) -> {
        out.u8(119);
        out.varString(text);
      }
      case Any.Obj(var members) -> {
        out.u8(118);
        out.varUint(members.size());
        open.push(members.entrySet().iterator());
      }
      case Any.Arr(var values) -> {
        out.u8(117);
        out.varUint(values.size());
        open.push(values.iterator());
      }
      case Any.Bytes(byte[] bytes) -> {
        out.u8(116);
        out.varBytes(bytes);
      }
    }
  }

  /** The shortest of lib0's three forms that keeps the number. */
  private static void number(double number, Lib0Writer out) {
    if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
      out.u8(125);
      out.varInt((long) Math.abs(number), number < 0 || 1 / number < 0);
    } else if ((float) number == number) {
      out.u8(124);
      out.float32((float) number);
    } else {
      out.u8(123);
      out.float64(number);
    }
  }
}
