package dev.meridian.record.patch;

import dev.meridian.http.Problem;
import dev.meridian.record.content.Field;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordReader;
import dev.meridian.ydoc.YMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of a record that a patch is about.
public sealed interface Target {
  record Objective(String id) implements Target {}

  record KeyResult(String objectiveId, String id) implements Target {}

  /// The values of the target in a version of the record.
  record Values(Map<String, String> texts, Map<Field, String> fields, Map<String, String> zones) {}

  /// Empty when it is not there.
  default Optional<Values> in(RecordContent content) {
    return switch (this) {
      case Objective(String id) ->
          Optional.ofNullable(content.objectives().get(id))
              .map(it ->
                  new Values(Map.of("title", it.title(), "why", it.why()), it.fields(), Map.of()));
      case KeyResult(String objectiveId, String id) ->
          Optional.ofNullable(content.objectives().get(objectiveId))
              .flatMap(objective -> Optional.ofNullable(objective.keyResults().get(id)))
              .map(it -> new Values(Map.of("title", it.title()), it.fields(), it.zones()));
    };
  }

  /// Its map in the document.
  ///
  /// @throws Problem 404 when it is not there
  default YMap in(YMap objectives) {
    List<String> path =
        switch (this) {
          case Objective(String id) -> List.of(id);
          case KeyResult(String objectiveId, String id) ->
              List.of(objectiveId, RecordReader.KEY_RESULTS, id);
        };
    YMap map = objectives;
    for (String key : path) {
      if (!(map.get(key).orElse(null) instanceof YMap inner)) {
        throw Problem.notFound();
      }
      map = inner;
    }
    return map;
  }
}
