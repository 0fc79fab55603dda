package dev.meridian.collab.peer;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// A connection's place at a document. Touched only on the document's owner loop; elsewhere it is
/// just a name. No queue hangs on it: while its reader is slow it holds marks.
public final class Seat {
  private final Peer peer;
  private final UUID memberId;
  private boolean writes;
  private int unfoundedEdits;
  private int postponedEdits;
  private final Turn documentTurn = new Turn();
  private final Turn presenceTurn = new Turn();

  /// Whether it asked for the document; until then it gets no updates.
  boolean listening;

  /// Whether its socket takes nothing at the moment.
  boolean paused;

  /// Everything up to this number was sent, or is contained in a step 2 that was.
  long sent;

  /// Receipts that go with what is told next, or wait for the socket.
  int owedReceipts;

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
    documentTurn.stop();
    presenceTurn.stop();
  }

  /// Its questions for the document.
  public Turn documentTurn() {
    return documentTurn;
  }

  /// Its questions for who is here.
  Turn presenceTurn() {
    return presenceTurn;
  }

  /// Its socket takes messages again, and has got what it missed.
  public void answerWhatWaits() {
    documentTurn.resume();
    presenceTurn.resume();
  }

  /// Whether edits of it wait until the log is read.
  public boolean hasPostponedEdits() {
    return postponedEdits > 0;
  }

  public void postponeEdit() {
    postponedEdits++;
  }

  public void takePostponedEdit() {
    postponedEdits--;
  }

  /// Whether its next step 2 has to bring foundations of edits before it.
  public boolean hasUnfoundedEdits() {
    return unfoundedEdits > 0;
  }

  /// Counts an edit whose foundations are missing, or that came after one.
  ///
  /// @return how many there are now
  public int addUnfoundedEdit() {
    return ++unfoundedEdits;
  }

  /// How many edits wait for the step 2 that settles them.
  public int settleUnfoundedEdits() {
    int settled = unfoundedEdits;
    unfoundedEdits = 0;
    return settled;
  }
}
