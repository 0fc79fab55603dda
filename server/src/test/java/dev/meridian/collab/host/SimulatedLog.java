package dev.meridian.collab.host;

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
/// lost. A commit is a single moment.
final class SimulatedLog implements DocumentLog {
  private record Row(UUID batchId, byte[] update) {}

  private final SimulatedTime time;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Long, Optional<UUID>> clients = new HashMap<>();
  private final Map<Long, Long> firstSeqs = new HashMap<>();

  /// All that is committed.
  final YDoc content = YDoc.create(Limits.standard(), Tombstones.KEEP);

  /// Rows up to this one are not kept apart any more.
  private int compacted;

  boolean isFlawless;

  SimulatedLog(SimulatedTime time) {
    this.time = time;
  }

  long head() {
    return rows.size();
  }

  void compact() {
    compacted = rows.size();
  }

  LoadedDocument load() {
    try {
      return new LoadedDocument(
          YDoc.load(Limits.standard(), Tombstones.KEEP, content.encode()), head(), clients);
    } catch (UpdateRejected e) {
      throw new AssertionError(e);
    }
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
      for (int i = compacted; i < rows.size(); i++) {
        if (rows.get(i).batchId().equals(batchId)) {
          found.putIfAbsent(SimulatedNode.DOCUMENT, (long) i);
        }
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
