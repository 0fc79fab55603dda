package dev.meridian.collab.host;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.DocumentLimits;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.db.Uuid7;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Documents at their limit.
class HeavyDocumentTest {
  private static final String ADD =
      """
      with moved as (
        update document_head set seq = seq + 1 where document_id = $1 returning seq
      )
      insert into document_update (document_id, seq, batch_id, bytes)
      select $1, seq, $2, $3 from moved
      """;

  private final YDoc document =
      YDoc.create(DocumentLimits.of(Set.of("objectives")), Tombstones.KEEP);

  private byte[] write(int number, int length) {
    return document
        .edit(edit -> edit.map("objectives").set("x" + number, Any.of("x".repeat(length))))
        .update();
  }

  @Test
  void whatWasTakenOnceLoadsAgain() {
    try (CollabRoom room = CollabRoom.open(CollabLimits.standard())) {
      room.person("ada", Role.MEMBER);
      UUID id = room.document("ada");
      for (int number = 0;
          !Fullness.isFull(document, CollabLimits.standard().documentBytes());
          number++) {
        Buffer update = Buffer.buffer(write(number, 1_000_000));
        await(room.pool.preparedQuery(ADD).execute(Tuple.of(id, Uuid7.next(), update)));
      }

      DocumentStore store = new DocumentStore(room.vertx, room.pool);
      YDoc loaded = await(store.load(id, DocumentLimits.of(Set.of("objectives")))).document();
      YMap map = loaded.map("objectives");
      assertEquals(document.map("objectives").keys(), map.keys());
      assertTrue(Fullness.isFull(loaded, CollabLimits.standard().documentBytes()));
    }
  }

  @Test
  void aSmallDocumentIsNotFull() {
    write(0, 1_000_000);
    assertFalse(Fullness.isFull(document, CollabLimits.standard().documentBytes()));
  }

  @Test
  void aDocumentIsNearlyFullFrom80PercentOn() {
    write(1, 10_000);
    int bytes = (int) document.weight().bytes();
    assertFalse(Fullness.isNearlyFull(document, bytes * 13 / 10));
    assertTrue(Fullness.isNearlyFull(document, bytes * 12 / 10));
    assertFalse(Fullness.isFull(document, bytes * 12 / 10));
  }
}
