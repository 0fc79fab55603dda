package dev.meridian.collab.journal;

import dev.meridian.db.Uuid7;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one transaction writes: for each document one row per actor.
///
/// @param id names the transaction in its rows, to find out later whether it happened
public record Batch(UUID id, Map<UUID, Part> parts) {
  public Batch {
    parts = new TreeMap<>(parts);
  }

  /// The share of one document.
  ///
  /// @param epoch the oldest of its entries
  public record Part(
      long epoch,
      List<Row> rows,
      List<Entry.ClientBinding> newClients,
      long firstNumber,
      long lastNumber,
      Entry.Listener listener) {}

  @SuppressWarnings("ArrayRecordComponent") // bytes for the log; never compared
  public record Row(@Nullable UUID actor, byte[] update) {}

  static Batch of(List<Entry> entries) throws UpdateRejected {
    Map<UUID, List<Entry>> byDocument = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byDocument.computeIfAbsent(entry.documentId(), _ -> new ArrayList<>()).add(entry);
    }
    Map<UUID, Part> parts = new TreeMap<>();
    for (Map.Entry<UUID, List<Entry>> document : byDocument.entrySet()) {
      parts.put(document.getKey(), part(document.getValue()));
    }
    return new Batch(Uuid7.next(), parts);
  }

  /// The same for one of its documents, as a transaction of its own.
  Batch only(UUID documentId) {
    Part part = parts.get(documentId);
    if (part == null) {
      throw new IllegalArgumentException("document " + documentId + " is not in the batch");
    }
    return new Batch(Uuid7.next(), Map.of(documentId, part));
  }

  private static Part part(List<Entry> entries) throws UpdateRejected {
    Map<Optional<UUID>, List<byte[]>> byActor = new LinkedHashMap<>();
    List<Entry.ClientBinding> newClients = new ArrayList<>();
    for (Entry entry : entries) {
      byActor
          .computeIfAbsent(Optional.ofNullable(entry.actor()), _ -> new ArrayList<>())
          .add(entry.update());
      newClients.addAll(entry.newClients());
    }
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Optional<UUID>, List<byte[]>> actor : byActor.entrySet()) {
      List<byte[]> updates = actor.getValue();
      rows.add(
          new Row(
              actor.getKey().orElse(null),
              updates.size() == 1 ? updates.getFirst() : Updates.merge(updates)));
    }
    return new Part(
        entries.getFirst().epoch(),
        rows,
        newClients,
        entries.getFirst().number(),
        entries.getLast().number(),
        entries.getLast().listener());
  }
}
