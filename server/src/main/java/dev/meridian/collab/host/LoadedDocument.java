package dev.meridian.collab.host;

import dev.meridian.collab.compaction.LogTail;
import dev.meridian.collab.journal.DocumentLog;
import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.ydoc.YDoc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A document as its log tells it.
///
/// @param seq of the last row of the log that is in it
/// @param clients whose each client id is; empty = the server itself
/// @param tail what of its log stands behind its snapshot
record LoadedDocument(
    YDoc document, long seq, Map<Long, Optional<UUID>> clients, LogTail.Extent tail) {

  /// For a copy that cannot follow row by row.
  DocumentLog.Rows asRows() {
    List<ClientBinding> bindings =
        clients.entrySet().stream()
            .map(client -> new ClientBinding(client.getKey(), client.getValue().orElse(null)))
            .toList();
    return new DocumentLog.Rows(seq, List.of(document.encode()), bindings);
  }
}
