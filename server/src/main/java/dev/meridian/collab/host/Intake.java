package dev.meridian.collab.host;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.peer.Audience;
import dev.meridian.collab.peer.Audience.Edit;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.peer.Seat;
import dev.meridian.collab.replica.LogFollower;
import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import java.util.List;

/// Takes the edits of connections into a document: looks at the right, applies, and hands what is
/// new to the journal. Touched only on the document's owner loop.
final class Intake {
  private final YDoc document;
  private final HostServices services;
  private final ClientIds clientIds;
  private final Settlement settlement;
  private final Audience audience;
  private final LogFollower follower;

  Intake(
      YDoc document,
      HostServices services,
      ClientIds clientIds,
      Settlement settlement,
      Audience audience,
      LogFollower follower) {
    this.document = document;
    this.services = services;
    this.clientIds = clientIds;
    this.settlement = settlement;
    this.audience = audience;
    this.follower = follower;
  }

  /// How an edit is taken.
  ///
  /// @param isRepeated whether the log was read since it could not be taken
  private record Mode(boolean isStep2, boolean isRepeated) {}

  /// Edits of a connection are taken, and so acknowledged, in the order in which they came.
  void take(Seat seat, byte[] update, boolean isStep2) throws UpdateRejected {
    Mode mode = new Mode(isStep2, false);
    if (seat.hasPostponedEdits()) {
      repeatLater(seat, update, mode);
    } else {
      take(seat, update, mode);
    }
  }

  private void take(Seat seat, byte[] update, Mode mode) throws UpdateRejected {
    if (!seat.mayWrite()) {
      takeFromReader(seat, update, mode);
      return;
    }
    if (services.shared().journal().isFull()) {
      services.shared().metrics().refused("storage-behind");
      seat.peer().close(CloseCode.TOO_MANY, "storage-behind");
      return;
    }
    if (Fullness.isFull(document, services.limits().documentBytes())
        && !Novelty.isNone(document, update, services.documentLimits())) {
      throw Fullness.rejected();
    }
    ClientIds.Gate gate = clientIds.gate(seat.memberId(), mode.isRepeated());
    Applied applied;
    try {
      applied = mode.isStep2() ? document.applyState(update, gate) : document.apply(update, gate);
    } catch (UpdateRejected rejected) {
      if (rejected.reason() == UpdateRejected.Reason.FOREIGN_CLIENT && !mode.isRepeated()) {
        repeatLater(seat, update, mode);
        return;
      }
      throw rejected;
    }
    int receipts = 1;
    if (applied.isWaiting()) {
      document.dropWaiting();
      if (applied.isEmpty() && !mode.isRepeated()) {
        repeatLater(seat, update, mode);
        return;
      }
      askAgain(seat, applied, mode.isStep2());
      receipts = 0;
    } else if (mode.isStep2()) {
      receipts += seat.settleUnfoundedEdits();
    } else if (seat.hasUnfoundedEdits()) {
      seat.addUnfoundedEdit(); // receipts come in the order of the edits
      receipts = 0;
    }
    Edit edit = new Edit(seat, applied.update(), update, receipts);
    if (!applied.isEmpty()) {
      settlement.settle(edit, gate, seat.memberId());
    } else if (receipts > 0) {
      settlement.whenCovered(() -> audience.tellCovered(edit));
    }
  }

  /// What this node does not know yet may have been committed by another, to which the connection
  /// was connected before: the log is read first.
  private void repeatLater(Seat seat, byte[] update, Mode mode) {
    seat.postponeEdit();
    follower.refresh(wasRead -> {
      seat.takePostponedEdit();
      if (!audience.seats().contains(seat)) {
        return;
      }
      if (!wasRead) {
        seat.peer().close(CloseCode.RESTART, "unavailable");
        return;
      }
      try {
        take(seat, update, new Mode(mode.isStep2(), true));
      } catch (UpdateRejected rejected) {
        refuse(seat, rejected);
      }
    });
  }

  void refuse(Seat seat, UpdateRejected rejected) {
    services.shared().metrics().refused(Refusals.reason(rejected));
    seat.peer().close(Refusals.closeCode(rejected), Refusals.reason(rejected));
  }

  /// The update builds on something that is not here. It is not kept: the connection's next step 2
  /// has it with its foundations, and settles it. A step 2 without foundations never will be
  /// complete.
  private void askAgain(Seat seat, Applied applied, boolean isStep2) {
    if (isStep2) {
      services.shared().metrics().refused("unfounded");
      refuse(seat, "it builds on edits that nobody has sent");
    } else if (seat.addUnfoundedEdit() == 1) {
      services.shared().metrics().askedAgain();
      byte[] stateVector = applied.missing().encode();
      settlement.whenCovered(() -> seat.peer().send(List.of(new PeerMessage.Step1(stateVector))));
    }
  }

  private void takeFromReader(Seat seat, byte[] update, Mode mode) throws UpdateRejected {
    if (mode.isStep2() && Novelty.isNone(document, update, services.documentLimits())) {
      Edit edit = new Edit(seat, new byte[0], update, 1);
      settlement.whenCovered(() -> audience.tellCovered(edit));
    } else if (mode.isStep2() && !mode.isRepeated()) {
      repeatLater(seat, update, mode);
    } else {
      services.shared().metrics().refused("reader");
      refuse(seat, "you may read this document, not write");
    }
  }

  private static void refuse(Seat seat, String reason) {
    seat.peer().send(List.of(new PeerMessage.Refusal(reason)));
  }
}
