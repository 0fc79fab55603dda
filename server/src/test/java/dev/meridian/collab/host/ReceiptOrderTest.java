package dev.meridian.collab.host;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.Edit;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import dev.meridian.ydoc.sync.SyncMessage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The n-th receipt is for the n-th message: rule H5. A client may then keep a list of what is
/// committed, not only a count.
class ReceiptOrderTest {
  private static final class Person implements Peer {
    final List<PeerMessage> heard = new CopyOnWriteArrayList<>();

    @Override
    public void send(List<PeerMessage> messages) {
      heard.addAll(messages);
    }

    @Override
    public void close(CloseCode code, String reason) {
      throw new AssertionError(code + " " + reason);
    }

    @Override
    public boolean isToldByEcho() {
      return false;
    }

    long receipts() {
      return heard.stream().filter(PeerMessage.Receipt.class::isInstance).count();
    }
  }

  private final YDoc page = YDoc.create(Limits.standard());

  private byte[] edit(Consumer<Edit> work) {
    return page.edit(work).update();
  }

  private static YText title(Edit edit) {
    return (YText)
        ((YMap) edit.map("objectives").get("o1").orElseThrow()).get("title").orElseThrow();
  }

  @Test
  void h5ADeletionIsNotAcknowledgedBeforeAnEditThatWaitsForItsFoundations() {
    try (CollabRoom room = CollabRoom.open(CollabLimits.standard())) {
      UUID member = room.person("ada", Role.MEMBER).memberId();
      UUID document = room.document("ada");
      Person person = new Person();
      Documents.Joined place =
          await(room.collab().documents().join(document, person, member, true));
      Consumer<SyncMessage> send =
          message -> place.host().submit(host -> host.receive(place.seat(), message));

      send.accept(
          new SyncMessage.Update(
              edit(edit ->
                  edit.map("objectives").setMap("o1").setText("title").insert(0, "Loved"))));
      until("the first is acknowledged", () -> person.receipts() == 1);

      edit(edit -> title(edit).insert(5, " by"));
      byte[] unfounded = edit(edit -> title(edit).insert(8, " all"));
      byte[] deletion = edit(edit -> title(edit).delete(0, 1));
      send.accept(new SyncMessage.Update(unfounded));
      send.accept(new SyncMessage.Update(deletion));
      until("the deletion is committed", () -> room.head(document) == 2);
      await(place.host().readCommitted(_ -> true)); // and whoever waits for it has been told
      until(
          "asked for what is missing",
          () -> person.heard.stream().anyMatch(PeerMessage.Step1.class::isInstance));
      assertEquals(1, person.receipts(), "its turn has not come");

      send.accept(new SyncMessage.Step2(page.encode()));
      until("all are acknowledged", () -> person.receipts() == 4);
      assertEquals(3, room.head(document));
    }
  }
}
