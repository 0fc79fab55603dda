package dev.meridian.collab.history;

import static dev.meridian.testing.TestDatabase.await;

import dev.meridian.collab.DocumentLimits;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.db.Uuid7;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// A document whose log is written here, row by row at instants of the test's choice, with what it
/// read after each.
public final class WrittenDocument {
  public static final Limits LIMITS = DocumentLimits.of(Set.of("objectives"));

  private static final String ADD =
      """
      with moved as (
        update document_head set seq = seq + 1, at = $2 where document_id = $1 returning seq
      )
      insert into document_update (document_id, seq, at, actor, batch_id, bytes)
      select $1, seq, $2, $3, $4, $5 from moved
      """;

  private final CollabRoom room;
  private final Random random;
  private final List<UUID> actors;
  private final YDoc document = YDoc.create(LIMITS, Tombstones.KEEP);
  public final UUID id;

  /// What the text read from an instant on.
  public final TreeMap<Instant, String> readings = new TreeMap<>();

  public long typed;
  public long cut;
  public long rows;
  private Instant now;

  /// @param start of its first row
  public WrittenDocument(CollabRoom room, Random random, List<UUID> actors, Instant start) {
    this.room = room;
    this.random = random;
    this.actors = actors;
    this.id = room.document("ada");
    this.now = start.truncatedTo(ChronoUnit.MICROS);
    await(
        room.pool
            .preparedQuery("update document set created_at = $2 where id = $1")
            .execute(Tuple.of(id, start.atOffset(ZoneOffset.UTC))));
    write(document.edit(edit -> edit.map("objectives").setMap("o1").setText("why")).update());
    typed = 0;
  }

  public Instant now() {
    return now;
  }

  public YDoc document() {
    return document;
  }

  private YText text() {
    return text(document);
  }

  static YText text(YDoc document) {
    return (YText)
        ((YMap) document.map("objectives").get("o1").orElseThrow()).get("why").orElseThrow();
  }

  /// Several rows by several people, seconds apart.
  public void type(int count) {
    type(count, 9_000);
  }

  /// Several rows by several people within a second.
  public void typeAtOnce(int count) {
    type(count, 5);
  }

  private void type(int count, int maxMillis) {
    for (int i = 0; i < count; i++) {
      now = now.plus(Duration.ofMillis(random.nextInt(maxMillis))).plusNanos(1_000);
      write(
          document
              .edit(_ -> {
                int length = text().length();
                if (length > 8 && random.nextInt(4) == 0) {
                  text().delete(random.nextInt(length - 3), 3);
                  cut += 3;
                } else {
                  text().insert(random.nextInt(length + 1), "word ");
                  typed += 5;
                }
              })
              .update());
    }
  }

  private void write(byte[] update) {
    await(
        room.pool
            .preparedQuery(ADD)
            .execute(
                Tuple.of(
                    id,
                    now.atOffset(ZoneOffset.UTC),
                    actors.get(random.nextInt(actors.size())),
                    Uuid7.next(),
                    Buffer.buffer(update))));
    rows++;
    readings.put(now, text().toString());
  }
}
