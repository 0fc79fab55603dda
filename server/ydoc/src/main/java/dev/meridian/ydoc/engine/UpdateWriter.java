package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.lib0.Lib0Writer;
import org.jspecify.annotations.Nullable;

/** Writes structs and delete ranges as update v1; see {@link UpdateReader} for the format. */
final class UpdateWriter {
  private static final int HAS_ORIGIN = 0x80;
  private static final int HAS_RIGHT = 0x40;
  private static final int HAS_KEY = 0x20;

  final Lib0Writer out;

  UpdateWriter(Lib0Writer out) {
    this.out = out;
  }

  /** The structs of a client from a clock on: a block. */
  void block(Client client, int fromClock) {
    StructList structs = client.structs;
    int position = structs.find(fromClock);
    out.varUint(structs.countFrom(position));
    out.varUint(client.id);
    out.varUint(fromClock);
    Struct first = structs.at(position);
    struct(first, fromClock - first.clock);
    for (int p = structs.next(position); p >= 0; p = structs.next(p)) {
      struct(structs.at(p), 0);
    }
  }

  /** A struct without its first {@code skipped} elements. */
  void struct(Struct s, int skipped) {
    if (s.kind == Kind.GC || s.kind == Kind.SKIP) {
      out.u8(s.kind);
      out.varUint(s.length - skipped);
      return;
    }
    Client origin = s.parentById ? null : s.originClient;
    int originClock = s.originClock;
    if (skipped > 0) {
      origin = s.client;
      originClock = s.clock + skipped - 1;
    }
    head(s, origin, originClock);
    content(s, skipped);
  }

  private void head(Struct s, @Nullable Client origin, int originClock) {
    Client right = s.rightClient;
    out.u8(
        s.kind
            | (origin != null ? HAS_ORIGIN : 0)
            | (right != null ? HAS_RIGHT : 0)
            | (s.key != null ? HAS_KEY : 0));
    if (origin != null) {
      id(origin, originClock);
    }
    if (right != null) {
      id(right, s.rightClock);
    }
    if (origin == null && right == null) {
      parent(s);
      if (s.key != null) {
        out.varString(s.key);
      }
    }
  }

  private void parent(Struct s) {
    if (s.parentById && s.originClient != null) {
      out.u8(0);
      id(s.originClient, s.originClock);
      return;
    }
    Node parent = s.parentNode();
    if (parent.item == null) {
      out.u8(1);
      out.varString(parent.name);
    } else {
      out.u8(0);
      id(parent.item.client, parent.item.clock);
    }
  }

  private void id(Client client, int clock) {
    out.varUint(client.id);
    out.varUint(clock);
  }

  private void content(Struct s, int skipped) {
    int length = s.length - skipped;
    int from = s.offset + skipped;
    switch (s.kind) {
      case Kind.DELETED -> out.varUint(length);
      case Kind.STRING -> out.varChars(s.text().units, from, from + length);
      case Kind.ANY -> {
        out.varUint(length);
        values(s.values(), from, length);
      }
      case Kind.JSON -> {
        out.varUint(length);
        for (int i = from; i < from + length; i++) {
          out.varUint(s.values().size(i, 1));
          values(s.values(), i, 1);
        }
      }
      case Kind.EMBED, Kind.BINARY -> {
        out.varUint(s.values().size(from, 1));
        values(s.values(), from, 1);
      }
      case Kind.DOC -> values(s.values(), from, 1);
      case Kind.FORMAT -> {
        out.varString(s.markContent().name());
        out.varBytes(s.markContent().json());
      }
      case Kind.TYPE -> type(s.node());
      default -> throw new IllegalStateException("kind " + s.kind);
    }
  }

  private void values(ValueBuffer buffer, int from, int count) {
    out.raw(buffer.bytes, buffer.start(from), buffer.end(from + count - 1));
  }

  private void type(Node node) {
    out.varUint(node.kind);
    if (node.kind == Node.XML_ELEMENT || node.kind == Node.XML_HOOK) {
      out.varString(node.name);
    }
  }

  /** The delete ranges of one client. */
  void ranges(Client client, Ranges ranges) {
    out.varUint(client.id);
    out.varUint(ranges.size());
    for (int i = 0; i < ranges.size(); i++) {
      out.varUint(ranges.clock(i));
      out.varUint(ranges.length(i));
    }
  }
}
