package dev.meridian.collab.journal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One update of a document that is to be committed.
///
/// @param epoch of the database that the update was made for; in another one it is not written
/// @param number counts the entries of this host of the document, from 1
/// @param actor the member who made it; null = the server itself
/// @param update update format v1, never empty
/// @param newClients client ids that wrote here for the first time
/// @param listener told of the outcome
@SuppressWarnings("ArrayRecordComponent") // bytes for the log; never compared
public record Entry(
    UUID documentId,
    long epoch,
    long number,
    @Nullable UUID actor,
    byte[] update,
    List<ClientBinding> newClients,
    Listener listener) {
  public Entry {
    newClients = List.copyOf(newClients);
  }

  /// Whose a Yjs client id is.
  ///
  /// @param memberId null = the server itself
  public record ClientBinding(long clientId, @Nullable UUID memberId) {}

  /// Learns what became of a document's entries. Called on the journal's loop.
  public interface Listener {
    /// Every entry up to `number` is committed, in the rows `seqFrom` to `seqTo`.
    void committed(long number, long seqFrom, long seqTo);

    /// The entries from `number` on are not in the log and will not be.
    void lost(long number, Throwable cause);
  }
}
