package dev.meridian.record.content;

import dev.meridian.record.content.RecordContent.KeyResult;
import dev.meridian.record.content.RecordContent.Milestone;
import dev.meridian.record.content.RecordContent.Objective;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a record's document. Never fails, whatever clients wrote; runs where the document lives.
public final class RecordReader {
  /// The only root that a record's document has, a Y.Map of objectives by id.
  public static final String ROOT = "objectives";

  public static final String KEY_RESULTS = "keyResults";

  public static final String MILESTONES = "milestones";

  private RecordReader() {}

  public static RecordContent read(YDoc document) {
    YMap root = document.map(ROOT);
    SortedMap<String, Objective> objectives = new TreeMap<>();
    for (String id : root.keys()) {
      if (Form.isId(id) && root.get(id).orElse(null) instanceof YMap map) {
        objectives.put(id, objective(id, map));
      }
    }
    return new RecordContent(withoutRepeatedIds(new RecordContent(objectives)));
  }

  private static Objective objective(String id, YMap map) {
    MapReader reader = new MapReader(map);
    return new Objective(
        id,
        reader.line("title"),
        reader.lines("why"),
        reader.fields(Field.OF_OBJECTIVE),
        reader.children(KEY_RESULTS, RecordReader::keyResult),
        reader.signals());
  }

  private static KeyResult keyResult(String id, YMap map) {
    MapReader reader = new MapReader(map);
    return new KeyResult(
        id,
        reader.line("title"),
        reader.fields(Field.OF_KEY_RESULT),
        reader.zones(),
        reader.children(MILESTONES, RecordReader::milestone),
        reader.signals());
  }

  private static Milestone milestone(String id, YMap map) {
    MapReader reader = new MapReader(map);
    return new Milestone(
        id, reader.line("title"), reader.fields(Field.OF_MILESTONE), reader.signals());
  }

  /// A key result's id names it in the whole record: of two objectives that use the same id, the
  /// first by order and id has it, the other a signal.
  private static SortedMap<String, Objective> withoutRepeatedIds(RecordContent content) {
    Map<String, String> holders = new HashMap<>();
    SortedMap<String, Objective> objectives = new TreeMap<>();
    for (Objective objective : content.inOrder()) {
      SortedMap<String, KeyResult> kept = new TreeMap<>();
      SortedMap<String, String> signals = new TreeMap<>(objective.signals());
      objective
          .keyResults()
          .forEach((id, keyResult) -> {
            String holder = holders.putIfAbsent(id, objective.id());
            if (holder == null) {
              kept.put(id, keyResult);
            } else {
              signals.put("keyResults." + id, "has the id of a key result of objective " + holder);
            }
          });
      objectives.put(
          objective.id(),
          new Objective(
              objective.id(),
              objective.title(),
              objective.why(),
              objective.fields(),
              kept,
              signals));
    }
    return objectives;
  }
}
