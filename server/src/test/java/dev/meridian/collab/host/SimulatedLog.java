package dev.meridian.collab.host;

import dev.meridian.collab.compaction.Compaction;
import dev.meridian.collab.compaction.LogTail;
import dev.meridian.collab.journal.Batch;
import dev.meridian.collab.journal.DocumentLog;
import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// One document's log that fails as Postgres may: before the commit, or after it with the answer
/// lost. A commit is a single moment, and so is a compaction.
final class SimulatedLog implements DocumentLog, Compaction {
  private record Row(UUID batchId, byte[] update) {}

  private final SimulatedTime time;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Long, Optional<UUID>> clients = new HashMap<>();
  private final Map<Long, Long> firstSeqs = new HashMap<>();

  /// All that is committed.
  final YDoc content = YDoc.create(Limits.standard(), Tombstones.KEEP);

  /// Of the rows up to [#compacted], which are not kept apart any more.
  private byte[] snapshot = YDoc.create(Limits.standard(), Tombstones.KEEP).encode();

  private int compacted;
  private final Map<UUID, Long> batches = new HashMap<>();

  boolean isFlawless;

  SimulatedLog(SimulatedTime time) {
    this.time = time;
  }

  long head() {
    return rows.size();
  }

  /// The snapshot, as another node may write it at any moment.
  void compact() {
    snapshot = loaded().encode();
    compacted = rows.size();
  }

  /// Fails before the commit, or after it, or another node is faster.
  @Override
  public Future<Snapshot> compact(UUID documentId, Least least) {
    boolean failsBefore = !isFlawless && time.chance(10);
    boolean losesAnswer = !isFlawless && time.chance(10);
    return later(() -> {
      if (failsBefore) {
        return Future.failedFuture(new ConnectException("before the snapshot"));
      }
      if (rows.size() - compacted >= least.rows()) {
        compact();
      }
      return losesAnswer
          ? Future.failedFuture(new ConnectException("after the snapshot"))
          : Future.succeededFuture(new Snapshot(compacted, snapshot.length));
    });
  }

  private YDoc loaded() {
    try {
      YDoc document = YDoc.load(Limits.standard(), Tombstones.KEEP, snapshot);
      for (Row row : rows.subList(compacted, rows.size())) {
        document.applyState(row.update(), ClientGate.OPEN);
      }
      return document;
    } catch (UpdateRejected e) {
      throw new AssertionError(e);
    }
  }

  LoadedDocument load() {
    YDoc document = loaded();
    if (!document.snapshot().equals(content.snapshot())) {
      throw new AssertionError("the snapshot and the log behind it are not what was committed");
    }
    return new LoadedDocument(
        document, head(), clients, new LogTail.Extent(compacted, snapshot.length, 0));
  }

  Future<LoadedDocument> loadLater() {
    return later(() -> Future.succeededFuture(load()));
  }

  @Override
  public Future<Map<UUID, Long>> write(Batch batch) {
    boolean failsBefore = !isFlawless && time.chance(5);
    boolean losesAnswer = !isFlawless && time.chance(5);
    return later(() -> {
      if (failsBefore) {
        return Future.failedFuture(new ConnectException("before the commit"));
      }
      Map<UUID, Long> before = new HashMap<>();
      for (Map.Entry<UUID, Batch.Part> part : batch.parts().entrySet()) {
        if (part.getValue().newClients().stream().anyMatch(this::isTaken)) {
          return Future.failedFuture(new IllegalArgumentException("somebody else's client id"));
        }
        before.put(part.getKey(), head());
        commit(batch.id(), part.getValue());
      }
      return losesAnswer
          ? Future.failedFuture(new ConnectException("after the commit"))
          : Future.succeededFuture(before);
    });
  }

  private boolean isTaken(ClientBinding binding) {
    Optional<UUID> holder = clients.get(binding.clientId());
    return holder != null && !holder.equals(Optional.ofNullable(binding.memberId()));
  }

  private void commit(UUID batchId, Batch.Part part) {
    for (ClientBinding binding : part.newClients()) {
      clients.put(binding.clientId(), Optional.ofNullable(binding.memberId()));
      firstSeqs.putIfAbsent(binding.clientId(), head() + 1);
    }
    if (batches.putIfAbsent(batchId, head()) != null) {
      throw new AssertionError("a batch is written twice");
    }
    for (Batch.Row row : part.rows()) {
      rows.add(new Row(batchId, row.update()));
      try {
        content.applyState(row.update(), ClientGate.OPEN);
      } catch (UpdateRejected e) {
        throw new AssertionError(e);
      }
    }
    if (content.isWaiting()) {
      throw new AssertionError("row " + head() + " builds on something that is not in the log");
    }
  }

  @Override
  public Future<Map<UUID, Long>> find(UUID batchId) {
    return later(() -> {
      Map<UUID, Long> found = new HashMap<>();
      Long before = batches.get(batchId);
      if (before != null) {
        found.put(SimulatedNode.DOCUMENT, before);
      }
      return Future.succeededFuture(found);
    });
  }

  @Override
  public Future<Rows> after(UUID documentId, long seq) {
    boolean fails = !isFlawless && time.chance(5);
    return later(() ->
        fails
            ? Future.failedFuture(new ConnectException("not read"))
            : Future.succeededFuture(
                new Rows(
                    head(),
                    rows.stream().skip(Math.max(seq, compacted)).map(Row::update).toList(),
                    clients.entrySet().stream()
                        .filter(it -> firstSeqs.getOrDefault(it.getKey(), 0L) > seq)
                        .map(it -> new ClientBinding(it.getKey(), it.getValue().orElse(null)))
                        .toList())));
  }

  private <T> Future<T> later(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    time.within(
        10,
        () -> {
          Future<T> done = work.get();
          time.within(10, () -> done.onComplete(promise));
        });
    return promise.future();
  }
}
