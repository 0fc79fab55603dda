package dev.meridian.collab.replica;

import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.ydoc.sync.AwarenessEntry;
import java.util.List;
import java.util.UUID;

/// What the nodes that have a document open tell each other. None of it has to arrive.
public sealed interface DocumentNews {

  /// Rows were committed.
  ///
  /// @param clients client ids that wrote first in these rows
  /// @param update all of the rows, merged; no bytes when it is too large for news, so that the log
  ///   is to be read
  @SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
  record Committed(long seqFrom, long seqTo, List<ClientBinding> clients, byte[] update)
      implements DocumentNews {
    public Committed {
      clients = List.copyOf(clients);
    }

    boolean isPointer() {
      return update.length == 0;
    }
  }

  /// How people stand who are connected to the node that tells it.
  record Present(List<Person> people) implements DocumentNews {
    public Present {
      people = List.copyOf(people);
    }

    /// @param memberId whose connection the entry came from
    public record Person(UUID memberId, AwarenessEntry entry) {}
  }

  /// A node that has just opened the document wants to know who is there.
  record WhoIsThere() implements DocumentNews {}

  /// What the document comes to at a row of its log, when nothing uncommitted is in it.
  ///
  /// @param digest of its state vector and deletes
  record Audit(long seq, long digest) implements DocumentNews {}
}
