package dev.meridian.okr.wording;

import dev.meridian.okr.WireName;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One wording hint and what it points at.
///
/// @param words what the rule saw; a count for the rules about too many
public record Hint(
    HintRule rule,
    Optional<String> objectiveId,
    Optional<String> keyResultId,
    Optional<String> field,
    Optional<String> words) {
  /// Names the hint within its record, the same as long as it points at the same thing.
  public String key() {
    return Stream.of(Optional.of(WireName.of(rule)), objectiveId, keyResultId)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(":"));
  }
}
