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
  private static final int MAX_BYTES_PER_RECORD = 1 << 20;
  private static final int MAX_RECORDS = 1_000;

  /// @param bytes of its JSON, which is near what it takes
  private record Version(String etag, RecordContent content, int bytes) {}

  private final Map<UUID, Deque<Version>> byRecord = new ConcurrentHashMap<>();

  /// @param bytes of the JSON that was answered; a version of more than 1 MiB is not remembered
  void remember(UUID okrSetId, String etag, RecordContent content, int bytes) {
    if (bytes > MAX_BYTES_PER_RECORD) {
      return;
    }
    if (byRecord.size() > MAX_RECORDS) {
      byRecord.keySet().stream().findAny().ifPresent(byRecord::remove);
    }
    byRecord.compute(
        okrSetId,
        (_, before) -> {
          Deque<Version> versions = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
          versions.removeIf(version -> version.etag().equals(etag));
          versions.addLast(new Version(etag, content, bytes));
          while (versions.size() > MAX_PER_RECORD || bytes(versions) > MAX_BYTES_PER_RECORD) {
            versions.removeFirst();
          }
          return versions;
        });
  }

  private static long bytes(Deque<Version> versions) {
    return versions.stream().mapToLong(Version::bytes).sum();
  }

  Optional<RecordContent> find(UUID okrSetId, String etag) {
    return byRecord.getOrDefault(okrSetId, new ArrayDeque<>()).stream()
        .filter(version -> version.etag().equals(etag))
        .findFirst()
        .map(Version::content);
  }
}
