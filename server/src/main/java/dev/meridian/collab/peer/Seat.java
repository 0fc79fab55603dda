package dev.meridian.collab.peer;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A connection's place at a document. Touched only on the document's owner loop; elsewhere it is
/// just a name. No queue hangs on it: while its reader is slow it holds marks.
public final class Seat {
  private final Peer peer;
  private final UUID memberId;
  private boolean writes;
  private int unfoundedEdits;

  /// Whether it asked for the document; until then it gets no updates.
  boolean listening;

  /// Whether its socket takes nothing at the moment.
  boolean paused;

  /// Everything up to this number was sent, or is contained in a step 2 that was.
  long sent;

  /// Receipts that go with what is told next, or wait for the socket.
  int owedReceipts;

  /// The state vector that it asked with while its socket took nothing; the last one counts.
  private byte @Nullable [] asked;

  /// Awareness ids whose news wait for the socket.
  final Set<Long> owedPresence = new HashSet<>();

  /// Awareness ids it speaks for.
  final Set<Long> presenceIds = new HashSet<>();

  Seat(Peer peer, UUID memberId, boolean writes, long sent) {
    this.peer = peer;
    this.memberId = memberId;
    this.writes = writes;
    this.sent = sent;
  }

  public Peer peer() {
    return peer;
  }

  public UUID memberId() {
    return memberId;
  }

  public boolean mayWrite() {
    return writes;
  }

  public void allowWrites(boolean allowed) {
    writes = allowed;
  }

  public boolean isPaused() {
    return paused;
  }

  public void pause() {
    paused = true;
  }

  /// Keeps a question for the time when the socket takes an answer.
  public void askLater(byte[] stateVector) {
    asked = stateVector;
  }

  /// What it asked while it was paused.
  public Optional<byte[]> takeQuestion() {
    Optional<byte[]> question = Optional.ofNullable(asked);
    asked = null;
    return question;
  }

  /// Counts an edit whose foundations are missing.
  ///
  /// @return how many there are now
  public int addUnfoundedEdit() {
    return ++unfoundedEdits;
  }

  /// How many edits came without their foundations since the last call.
  public int settleUnfoundedEdits() {
    int settled = unfoundedEdits;
    unfoundedEdits = 0;
    return settled;
  }
}
