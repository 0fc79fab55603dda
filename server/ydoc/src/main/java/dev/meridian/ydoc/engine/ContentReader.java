package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.lib0.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and checks the contents of structs, and puts text and values into the store's buffers. */
final class ContentReader {
  private final Store store;
  private final Limits.OfValues limits;
  private final ValueScan valueScan;
  private final JsonScan jsonScan;
  private @Nullable MarkContent lastMark;

  ContentReader(Store store) {
    this.store = store;
    this.limits = store.limits.values();
    this.valueScan = new ValueScan(limits.depth());
    this.jsonScan = new JsonScan(limits.depth());
  }

  /** Reads the content of {@code struct}, whose kind is known, and sets its length. */
  void read(Lib0Reader in, Struct struct, boolean isState) throws UpdateRejected {
    struct.length = 1;
    switch (struct.kind) {
      case Kind.DELETED -> struct.length = UpdateReader.clock(in);
      case Kind.STRING -> readText(in, struct, isState);
      case Kind.ANY -> {
        struct.length = in.count(1);
        for (int i = 0; i < struct.length; i++) {
          int from = in.offset();
          valueScan.skip(in);
          keep(in, struct, i, from);
        }
      }
      case Kind.JSON -> {
        struct.length = in.count(1);
        for (int i = 0; i < struct.length; i++) {
          keep(in, struct, i, readJson(in, true));
        }
      }
      case Kind.EMBED -> keep(in, struct, 0, readJson(in, false));
      case Kind.BINARY -> {
        int length = in.count(1);
        keep(in, struct, 0, in.skip(length));
      }
      case Kind.DOC -> {
        int from = in.offset();
        skipString(in);
        valueScan.skip(in);
        keep(in, struct, 0, from);
      }
      case Kind.FORMAT -> struct.content = readMark(in);
      case Kind.TYPE -> struct.content = readType(in);
      default -> throw new MalformedException("unknown kind of content", in.offset());
    }
  }

  private void readText(Lib0Reader in, Struct struct, boolean isState) throws UpdateRejected {
    int offset = in.offset();
    int length = in.count(1);
    int from = in.skip(length);
    if (!isState) {
      checkSize(length, offset);
    }
    TextBuffer buffer = store.textRoom(length);
    int end = Utf8.decode(in.array(), from, from + length, buffer.units, buffer.size);
    struct.content = buffer;
    struct.offset = buffer.size;
    struct.length = end - buffer.size;
    buffer.size = end;
  }

  /** Keeps the bytes from {@code from} to where the reader is as value number {@code i}. */
  private void keep(Lib0Reader in, Struct struct, int i, int from) throws UpdateRejected {
    int length = in.offset() - from;
    checkSize(length, from);
    ValueBuffer buffer = i == 0 ? store.valueRoom(length) : roomAfter(struct, i, length);
    if (i == 0) {
      struct.offset = buffer.count;
    }
    struct.content = buffer;
    buffer.append(in.array(), from, length);
  }

  /** The values of one struct lie in one buffer: when it is full, they move to the next. */
  private ValueBuffer roomAfter(Struct struct, int count, int length) {
    ValueBuffer buffer = struct.values();
    if (buffer.hasRoom(length)) {
      return buffer;
    }
    int size = buffer.size(struct.offset, count);
    ValueBuffer larger = store.valueRoom((size + length) * 2);
    if (larger == buffer) {
      throw new IllegalStateException();
    }
    int first = larger.count;
    larger.appendAll(buffer, struct.offset, count);
    struct.offset = first;
    return larger;
  }

  private void checkSize(int length, int offset) throws UpdateRejected {
    if (length > limits.bytes()) {
      throw new UpdateRejected(Reason.TOO_LARGE, offset, "value of " + length + " bytes");
    }
  }

  /** Passes over a JSON text and returns where it begins. */
  private int readJson(Lib0Reader in, boolean mayBeUndefined) throws UpdateRejected {
    int length = in.count(1);
    int from = in.skip(length);
    int to = from + length;
    if (!mayBeUndefined || !JsonScan.isUndefined(in.array(), from, to)) {
      Utf8.check(in.array(), from, to);
      jsonScan.check(in.array(), from, to);
    }
    return from;
  }

  private static void skipString(Lib0Reader in) {
    int length = in.count(1);
    int from = in.skip(length);
    Utf8.check(in.array(), from, from + length);
  }

  private MarkContent readMark(Lib0Reader in) throws UpdateRejected {
    String name = key(in, limits.keyBytes());
    int from = readJson(in, false);
    int to = in.offset();
    checkSize(to - from, from);
    MarkContent last = lastMark;
    if (last != null
        && last.name().equals(name)
        && Arrays.equals(last.json(), 0, last.json().length, in.array(), from, to)) {
      return last;
    }
    var mark = new MarkContent(name, Arrays.copyOfRange(in.array(), from, to));
    lastMark = mark;
    return mark;
  }

  private Node readType(Lib0Reader in) throws UpdateRejected {
    int offset = in.offset();
    long kind = in.varUint();
    if (kind > Node.XML_TEXT) {
      throw new MalformedException("unknown kind of type " + kind, offset);
    }
    boolean named = kind == Node.XML_ELEMENT || kind == Node.XML_HOOK;
    return new Node((byte) kind, named ? key(in, limits.keyBytes()) : "");
  }

  /** A short string. */
  String key(Lib0Reader in, int maxBytes) throws UpdateRejected {
    int offset = in.offset();
    int length = in.count(1);
    if (length > maxBytes) {
      throw new UpdateRejected(Reason.TOO_LARGE, offset, "name of " + length + " bytes");
    }
    int from = in.skip(length);
    return store.keyCache.get(in.array(), from, from + length);
  }
}
