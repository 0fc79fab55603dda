package dev.meridian.ydoc;

import dev.meridian.ydoc.TextRun.Kind;
import dev.meridian.ydoc.engine.MarkContent;
import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import dev.meridian.ydoc.engine.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what became of a text between two snapshots. The document is not changed for it. */
final class TextHistory {
  private static final char REPLACEMENT = '\uFFFD';

  private final Replica replica;
  private final Snapshot older;
  private final Snapshot newer;
  private final List<TextRun> runs = new ArrayList<>();
  private final Map<String, Any> marks = new LinkedHashMap<>();

  /** The open run of text; empty when none is open. */
  private final StringBuilder text = new StringBuilder();

  private Kind kind = Kind.KEPT;
  private long client;
  private int fromClock;
  private int toClock;

  private TextHistory(Replica replica, Snapshot older, Snapshot newer) {
    this.replica = replica;
    this.older = older;
    this.newer = newer;
  }

  static List<TextRun> between(Replica replica, Node node, Snapshot older, Snapshot newer) {
    replica.requireHistory(older);
    replica.requireHistory(newer);
    var history = new TextHistory(replica, older, newer);
    for (Struct struct = node.start(); struct != null; struct = struct.right()) {
      history.read(struct);
    }
    history.closeRun();
    return history.runs;
  }

  private void read(Struct struct) {
    if (struct.isMark()) {
      if (newer.shows(struct.clientId(), struct.clock())) {
        closeRun();
        apply(struct.mark());
      }
    } else if (struct.isText() || struct.isEmbed() || struct.isType()) {
      readParts(struct);
    }
  }

  /** A struct in the parts that the snapshots cut it into. */
  private void readParts(Struct struct) {
    long author = struct.clientId();
    int start = struct.clock();
    int end = start + struct.length();
    int at = start;
    while (at < end) {
      int next = Math.min(older.changesAfter(author, at), newer.changesAfter(author, at));
      int to = Math.min(end, next);
      Kind became = became(older.shows(author, at), newer.shows(author, at));
      if (became != null) {
        open(became, author, at, struct.isText());
        if (struct.isText()) {
          appendText(struct, at - start, to - start);
          toClock = to;
        } else {
          addContent(struct);
        }
      }
      at = to;
    }
  }

  private static @Nullable Kind became(boolean wasThere, boolean isThere) {
    if (wasThere) {
      return isThere ? Kind.KEPT : Kind.DELETED;
    }
    return isThere ? Kind.ADDED : null;
  }

  /** Goes on with the open run when this is more of it, and begins another one otherwise. */
  private void open(Kind became, long author, int clock, boolean isText) {
    boolean goesOn = isText && kind == became && client == author && toClock == clock;
    if (!goesOn || text.isEmpty()) {
      closeRun();
      kind = became;
      client = author;
      fromClock = clock;
    }
  }

  /** Where the part begins or ends inside a surrogate pair, the half becomes U+FFFD, as in Yjs. */
  private void appendText(Struct struct, int from, int to) {
    for (int i = from; i < to; i++) {
      char unit = struct.unit(i);
      boolean isTorn =
          (i == from && i > 0 && isPair(struct, i - 1))
              || (i == to - 1 && to < struct.length() && isPair(struct, i));
      text.append(isTorn ? REPLACEMENT : unit);
    }
  }

  private static boolean isPair(Struct struct, int at) {
    return Character.isHighSurrogate(struct.unit(at))
        && Character.isLowSurrogate(struct.unit(at + 1));
  }

  private void addContent(Struct struct) {
    Item content = Contents.item(replica, struct, 0);
    runs.add(new TextRun(kind, content, new Marks(marks), client, fromClock, fromClock + 1));
  }

  private void closeRun() {
    if (!text.isEmpty()) {
      Any content = new Any.Str(text.toString());
      runs.add(new TextRun(kind, content, new Marks(marks), client, fromClock, toClock));
      text.setLength(0);
    }
  }

  private void apply(MarkContent mark) {
    Any value = JsonReader.read(mark.json());
    if (value instanceof Any.Null) {
      marks.remove(mark.name());
    } else {
      marks.put(mark.name(), value);
    }
  }
}
