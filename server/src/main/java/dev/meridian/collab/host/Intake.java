package dev.meridian.collab.host;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.peer.Audience;
import dev.meridian.collab.peer.Audience.Edit;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.peer.Seat;
import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import java.util.List;
import java.util.UUID;

/// Takes the edits of connections into a document: looks at the right, applies, and hands what is
/// new to the journal. Touched only on the document's owner loop.
final class Intake {
  /// Brings an edit to the journal.
  interface Settling {
    void settle(Edit edit, ClientIds.Gate gate, UUID actor);
  }

  private final YDoc document;
  private final HostServices services;
  private final ClientIds clientIds;
  private final Releases releases;
  private final Audience audience;
  private final Settling journal;

  Intake(
      YDoc document,
      HostServices services,
      ClientIds clientIds,
      Releases releases,
      Audience audience,
      Settling journal) {
    this.document = document;
    this.services = services;
    this.clientIds = clientIds;
    this.releases = releases;
    this.audience = audience;
    this.journal = journal;
  }

  void take(Seat seat, byte[] update, boolean isStep2) throws UpdateRejected {
    if (!seat.mayWrite()) {
      takeFromReader(seat, update, isStep2);
      return;
    }
    if (services.journal().isFull()) {
      services.metrics().refused("storage-behind");
      seat.peer().close(CloseCode.TOO_MANY, "storage-behind");
      return;
    }
    if (Fullness.isFull(document) && !Novelty.isNone(document, update, services.documentLimits())) {
      throw Fullness.rejected();
    }
    ClientIds.Gate gate = clientIds.gate(seat.memberId());
    Applied applied = isStep2 ? document.applyState(update, gate) : document.apply(update, gate);
    int receipts = 1;
    if (applied.isWaiting()) {
      document.dropWaiting();
      askAgain(seat, applied, isStep2);
      receipts = 0;
    } else if (isStep2) {
      receipts += seat.settleUnfoundedEdits();
    }
    Edit edit = new Edit(seat, applied.update(), update, receipts);
    if (!applied.isEmpty()) {
      journal.settle(edit, gate, seat.memberId());
    } else if (receipts > 0) {
      releases.whenCovered(() -> audience.tellCovered(edit));
    }
  }

  /// The update builds on something that is not here. It is not kept: the connection's next step 2
  /// has it with its foundations, and settles it. A step 2 without foundations never will be
  /// complete.
  private void askAgain(Seat seat, Applied applied, boolean isStep2) {
    if (isStep2) {
      services.metrics().refused("unfounded");
      refuse(seat, "it builds on edits that nobody has sent");
    } else if (seat.addUnfoundedEdit() == 1) {
      byte[] stateVector = applied.missing().encode();
      releases.whenCovered(() -> seat.peer().send(List.of(new PeerMessage.Step1(stateVector))));
    }
  }

  private void takeFromReader(Seat seat, byte[] update, boolean isStep2) throws UpdateRejected {
    if (isStep2 && Novelty.isNone(document, update, services.documentLimits())) {
      Edit edit = new Edit(seat, new byte[0], update, 1);
      releases.whenCovered(() -> audience.tellCovered(edit));
    } else {
      services.metrics().refused("reader");
      refuse(seat, "you may read this document, not write");
    }
  }

  private static void refuse(Seat seat, String reason) {
    seat.peer().send(List.of(new PeerMessage.Refusal(reason)));
  }
}
