package dev.meridian.collab.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The committed updates of documents, in the one order that there is. May be used from any thread.
public interface DocumentLog {
  /// Commits the batch. Succeeds with the seq that each document had before; a document that does
  /// not exist, or not in this epoch, is missing there.
  Future<Map<UUID, Long>> write(Batch batch);

  /// As [#write] answered, for the last batch when its commit happened; empty when it did not.
  Future<Map<UUID, Long>> find(UUID batchId);

  /// What was committed to a document after a row, as far as it is still kept row by row. Rows of
  /// one commit come together.
  Future<Rows> after(UUID documentId, long seq);

  /// @param seq of the last row
  /// @param updates of the rows, or one that holds all of them
  /// @param clients whose the client ids are that were used first in these rows
  record Rows(long seq, List<byte[]> updates, List<Entry.ClientBinding> clients) {
    public Rows {
      updates = List.copyOf(updates);
      clients = List.copyOf(clients);
    }

    /// Whether each row after this one is here; compaction takes early ones away.
    public boolean goesBackTo(long before) {
      return updates.size() >= seq - before;
    }
  }
}
