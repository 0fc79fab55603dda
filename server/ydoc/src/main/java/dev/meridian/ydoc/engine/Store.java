package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import java.util.Map;
import java.util.TreeMap;

/** All that a document holds: clients with their structs, roots, and the buffers of its content. */
final class Store {
  final Limits limits;
  final ClientTable clients = new ClientTable();
  final Map<String, Node> roots = new TreeMap<>();

  /** Where text and values that arrive are put. */
  TextBuffer text;

  ValueBuffer values;

  final KeyCache keyCache = new KeyCache();
  final Size size = new Size();

  /**
   * @param expectedBytes of the update that comes first, when it is a whole state; 0 otherwise
   */
  Store(Limits limits, int expectedBytes) {
    this.limits = limits;
    this.text = new TextBuffer(expectedBytes);
    this.values = new ValueBuffer(expectedBytes, Math.max(1, expectedBytes / 16));
  }

  /** Gives back memory that a whole state needed while it was read. */
  void trim() {
    text.trim();
    values.trim();
  }

  StateVector stateVector() {
    Client[] descending = clients.descending();
    int n = descending.length;
    var ids = new long[n];
    var clocks = new int[n];
    for (int i = 0; i < n; i++) {
      ids[n - 1 - i] = descending[i].id;
      clocks[n - 1 - i] = descending[i].clock;
    }
    return StateVector.ofSorted(ids, clocks);
  }

  /** A buffer with room for {@code units} more. */
  TextBuffer textRoom(int units) {
    if (!text.hasRoom(units)) {
      text = text.next(units);
    }
    return text;
  }

  /** A buffer with room for a value of {@code bytes}. */
  ValueBuffer valueRoom(int bytes) {
    if (!values.hasRoom(bytes)) {
      values = values.next(bytes);
    }
    return values;
  }

  /** How much the document holds; kept up to date with every change. */
  static final class Size {
    private static final int STRUCT_BYTES = 76;
    private static final int CLIENT_BYTES = 160;

    int structs;
    long textUnits;
    long valueBytes;

    /** Sum of the deleted and collected lengths that arrived without content. */
    long emptyLength;

    void set(Size other) {
      structs = other.structs;
      textUnits = other.textUnits;
      valueBytes = other.valueBytes;
      emptyLength = other.emptyLength;
    }

    /** Content of a struct came (sign 1) or went (sign -1). */
    void addContent(Struct struct, int sign) {
      switch (struct.kind) {
        case Kind.STRING -> textUnits += (long) sign * struct.length;
        case Kind.ANY, Kind.JSON, Kind.BINARY, Kind.EMBED, Kind.DOC ->
            valueBytes +=
                sign * (struct.values().size(struct.offset, struct.length) + 4L * struct.length);
        case Kind.FORMAT -> valueBytes += (long) sign * (64 + struct.markContent().json().length);
        case Kind.TYPE -> valueBytes += sign * 128L;
        default -> {}
      }
    }

    long bytes(int clients) {
      return (long) structs * STRUCT_BYTES
          + textUnits * 2
          + valueBytes
          + (long) clients * CLIENT_BYTES;
    }
  }
}
