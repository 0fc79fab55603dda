package dev.meridian.okr.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The wording hints of an OKR record. What was removed is not given to it, so that it gets no
/// hint.
public final class Hints {
  public static final int MAX_OBJECTIVES = 5;
  public static final int MAX_KEY_RESULTS = 5;

  private Hints() {}

  public record WordedObjective(String id, String title, List<WordedKeyResult> keyResults) {
    public WordedObjective {
      keyResults = List.copyOf(keyResults);
    }
  }

  /// @param measured its figures stand in fields of their own (a target, a band, zones, milestones,
  ///   yes or no), so that the title needs none
  public record WordedKeyResult(String id, String title, boolean measured) {}

  /// In the order of the record; a title that is still empty is left in peace.
  public static List<Hint> of(List<WordedObjective> objectives) {
    List<Hint> hints = new ArrayList<>();
    if (objectives.size() > MAX_OBJECTIVES) {
      hints.add(count(HintRule.TOO_MANY_OBJECTIVES, Optional.empty(), objectives.size()));
    }
    for (WordedObjective objective : objectives) {
      Optional<String> id = Optional.of(objective.id());
      Wording.number(objective.title())
          .ifPresent(words ->
              hints.add(
                  title(HintRule.OBJECTIVE_HAS_NUMBER, id, Optional.empty(), Optional.of(words))));
      if (objective.keyResults().size() > MAX_KEY_RESULTS) {
        hints.add(count(HintRule.TOO_MANY_KEY_RESULTS, id, objective.keyResults().size()));
      }
      objective.keyResults().forEach(keyResult -> addHints(hints, id, keyResult));
    }
    return hints;
  }

  private static void addHints(
      List<Hint> hints, Optional<String> objectiveId, WordedKeyResult keyResult) {
    if (keyResult.title().isBlank()) {
      return;
    }
    Optional<String> id = Optional.of(keyResult.id());
    if (!keyResult.measured() && Wording.number(keyResult.title()).isEmpty()) {
      hints.add(title(HintRule.KEY_RESULT_WITHOUT_NUMBER, objectiveId, id, Optional.empty()));
    }
    Wording.output(keyResult.title())
        .ifPresent(words ->
            hints.add(title(HintRule.OUTPUT_WORDING, objectiveId, id, Optional.of(words))));
  }

  private static Hint title(
      HintRule rule,
      Optional<String> objectiveId,
      Optional<String> keyResultId,
      Optional<String> words) {
    return new Hint(rule, objectiveId, keyResultId, Optional.of("title"), words);
  }

  private static Hint count(HintRule rule, Optional<String> objectiveId, int count) {
    return new Hint(
        rule,
        objectiveId,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Integer.toString(count)));
  }
}
