package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.MarkContent;
import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import dev.meridian.ydoc.engine.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a text as runs of the same marks. */
final class Spans {
  private final List<Span> spans = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private final Map<String, Any> marks = new LinkedHashMap<>();

  private Spans() {}

  static List<Span> of(Replica replica, Node node) {
    var reading = new Spans();
    for (Struct struct = node.start(); struct != null; struct = struct.right()) {
      if (!struct.isDeleted()) {
        reading.read(replica, struct);
      }
    }
    reading.closeRun();
    return reading.spans;
  }

  private void read(Replica replica, Struct struct) {
    if (struct.isText()) {
      struct.appendTextTo(run);
    } else if (struct.isMark()) {
      closeRun();
      apply(struct.mark());
    } else if (struct.isEmbed() || struct.isType()) {
      closeRun();
      spans.add(new Span(Contents.item(replica, struct, 0), new Marks(marks)));
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

  private void closeRun() {
    if (!run.isEmpty()) {
      spans.add(new Span(new Any.Str(run.toString()), new Marks(marks)));
      run.setLength(0);
    }
  }
}
