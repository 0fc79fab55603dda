package dev.meridian.record;

import dev.meridian.record.content.RecordContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The versions of records that this node answered lately, by ETag, so that a patch can be applied
/// to the version that its writer read. May be used from any thread.
final class Versions {
  private static final int MAX_PER_RECORD = 50;
  private static final int MAX_RECORDS = 1_000;

  private record Version(String etag, RecordContent content) {}

  private final Map<UUID, Deque<Version>> byRecord = new ConcurrentHashMap<>();

  void remember(UUID okrSetId, String etag, RecordContent content) {
    if (byRecord.size() > MAX_RECORDS) {
      byRecord.keySet().stream().findAny().ifPresent(byRecord::remove);
    }
    byRecord.compute(
        okrSetId,
        (_, before) -> {
          Deque<Version> versions = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
          versions.removeIf(version -> version.etag().equals(etag));
          versions.addLast(new Version(etag, content));
          if (versions.size() > MAX_PER_RECORD) {
            versions.removeFirst();
          }
          return versions;
        });
  }

  Optional<RecordContent> find(UUID okrSetId, String etag) {
    return byRecord.getOrDefault(okrSetId, new ArrayDeque<>()).stream()
        .filter(version -> version.etag().equals(etag))
        .findFirst()
        .map(Version::content);
  }
}
