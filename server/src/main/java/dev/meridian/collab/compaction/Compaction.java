package dev.meridian.collab.compaction;

import io.vertx.core.Future;
import java.util.UUID;

/// Gives documents snapshots. May be called from any thread.
@FunctionalInterface
public interface Compaction {
  /// Brings the log of a document into a snapshot, unless less than this stands behind the last
  /// one, or another node is at it. Succeeds with the snapshot that there is now.
  Future<Snapshot> compact(UUID documentId, Least least);

  /// What makes it worth the work: as many rows, or as many bytes.
  record Least(long rows, long bytes) {
    boolean isReached(long foundRows, long foundBytes) {
      return foundRows > 0 && (foundRows >= rows || foundBytes >= bytes);
    }
  }

  /// @param seq of the last row in it; 0 = there is none
  record Snapshot(long seq, long bytes) {}
}
