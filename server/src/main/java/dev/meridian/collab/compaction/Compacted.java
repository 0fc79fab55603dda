package dev.meridian.collab.compaction;

import dev.meridian.collab.history.Chronicle;
import dev.meridian.collab.history.Commit;
import dev.meridian.collab.history.HistoryStore;
import dev.meridian.collab.history.LogStore.StoredLog;
import dev.meridian.collab.history.State;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import java.util.List;

/// What the log of a document is turned into: another snapshot, and history. Pure.
///
/// @param before the snapshot that it builds on
/// @param after the next one
record Compacted(State before, State after, List<HistoryStore.Stored> history) {
  Compacted {
    history = List.copyOf(history);
  }

  /// Makes the snapshot, and proves that it says what the log says.
  ///
  /// @throws IllegalStateException when the log has gaps, or the snapshot does not come to the same
  static Compacted of(StoredLog log, Limits limits) throws UpdateRejected {
    Chronicle chronicle = Chronicle.from(log.snapshot(), limits);
    for (Commit commit : log.commits()) {
      chronicle.add(commit);
    }
    State after = chronicle.provenState();
    if (after.seq() != log.head()) {
      throw new IllegalStateException("the log ends at row " + after.seq());
    }
    return new Compacted(
        log.snapshot(), after, chronicle.minutes().stream().map(HistoryStore.Stored::of).toList());
  }

  long rows() {
    return after.seq() - before.seq();
  }
}
