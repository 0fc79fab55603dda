package dev.meridian.collab.history;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.EventLoops;
import dev.meridian.collab.compaction.Compaction.Least;
import dev.meridian.collab.compaction.CompactionMetrics;
import dev.meridian.collab.compaction.Compactor;
import dev.meridian.collab.compaction.Retention;
import dev.meridian.collab.history.DocumentHistory.Page;
import dev.meridian.collab.history.DocumentHistory.Past;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.db.Uuid7;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The past of documents, part of it compacted: rules T1 to T4.
class DocumentHistoryTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  static final CompactionMetrics METRICS = new CompactionMetrics(REGISTRY);
  static final DocumentHistory HISTORY =
      new DocumentHistory(ROOM.vertx, ROOM.pool, WrittenDocument.LIMITS);
  private static final Instant NOW = Instant.now();
  private static final Least ANY = new Least(1, 1);
  static final UUID ADA = ROOM.person("ada", Role.MEMBER).memberId();
  static final UUID BEN = ROOM.person("ben", Role.MEMBER).memberId();
  static Compactor compactor;

  private final long seed = System.nanoTime();
  private final WrittenDocument written =
      new WrittenDocument(
          ROOM, new Random(seed), List.of(ADA, BEN), Instant.now().minus(Duration.ofDays(3)));

  @BeforeAll
  static void aCompactor() {
    compactor =
        new Compactor(
            ROOM.vertx,
            await(EventLoops.deploy(ROOM.vertx, 1)).getFirst(),
            ROOM.pool,
            WrittenDocument.LIMITS,
            METRICS);
  }

  @AfterAll
  static void close() {
    ROOM.close();
  }

  private void compact() {
    assertEquals(written.rows, await(compactor.compact(written.id, ANY)).seq());
  }

  private Past at(Instant instant) {
    return await(HISTORY.at(written.id, instant));
  }

  private void checkReadings(Instant from) {
    long seq = written.rows - written.readings.tailMap(from, false).size();
    for (Map.Entry<Instant, String> reading : written.readings.tailMap(from, false).entrySet()) {
      Past past = at(reading.getKey());
      assertEquals(++seq, past.seq(), () -> "seed " + seed);
      assertEquals(
          reading.getValue(),
          WrittenDocument.text(past.document()).toString(),
          () -> "at " + reading.getKey() + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void t2ADocumentReadsAsItDidAtEachCommitAndJustBefore(int compactions) {
    for (int i = 0; i < compactions; i++) {
      written.type(25);
      compact();
    }
    written.type(25);

    checkReadings(Instant.EPOCH);
    Map.Entry<Instant, String> last = written.readings.lastEntry();
    Past before = at(last.getKey().minusNanos(1_000));
    assertEquals(written.rows - 1, before.seq());
    assertEquals(
        written.readings.lowerEntry(last.getKey()).getValue(),
        WrittenDocument.text(before.document()).toString());
    assertEquals(last.getValue(), WrittenDocument.text(at(Instant.now()).document()).toString());
  }

  @Test
  void t2BeforeTheDocumentAndInTheFutureAreProblems() {
    Instant first = written.readings.firstKey();
    assertEquals("before-creation", problem(first.minusSeconds(1)).code());
    compact();
    assertEquals("before-creation", problem(first.minusSeconds(1)).code());
    assertEquals(400, problem(Instant.now().plusSeconds(60)).status());
  }

  private Problem problem(Instant instant) {
    return assertThrows(Problem.class, () -> at(instant));
  }

  private List<HistoryEntry> pages(int size) {
    return pages(written.id, size);
  }

  private static List<HistoryEntry> pages(UUID documentId, int size) {
    List<HistoryEntry> all = new ArrayList<>();
    Page page;
    do {
      long before = all.isEmpty() ? Long.MAX_VALUE : all.getLast().last().seq();
      page = await(HISTORY.page(documentId, before, size));
      assertTrue(page.entries().size() <= size);
      all.addAll(page.entries());
    } while (page.hasOlder());
    return all;
  }

  @Test
  void t1EntriesAreTheSameHoweverTheLogWasCompactedAndPaged() {
    written.type(40);
    List<HistoryEntry> uncompacted = pages(1_000);
    compact();
    assertEquals(uncompacted, pages(1_000));
    written.type(3);
    compact();
    written.type(40);
    List<HistoryEntry> all = pages(1_000);
    assertEquals(all, pages(1));
    assertEquals(all, pages(3));
    compact();
    assertEquals(all, pages(4));

    assertEquals(written.rows, all.stream().mapToLong(HistoryEntry::commits).sum());
    assertEquals(written.typed, all.stream().mapToLong(HistoryEntry::inserted).sum());
    assertEquals(written.cut, all.stream().mapToLong(HistoryEntry::deleted).sum());
    for (int i = 1; i < all.size(); i++) {
      assertTrue(all.get(i - 1).last().seq() > all.get(i).last().seq(), "newest first");
    }
  }

  /// More people in one minute than a page has room for, half of them before a compaction.
  @Test
  void t1AMinuteOfManyIsPagedWhole() {
    List<UUID> crowd = Stream.generate(Uuid7::next).limit(12).toList();
    WrittenDocument busy =
        new WrittenDocument(
            ROOM,
            new Random(seed),
            crowd,
            NOW.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES));
    busy.typeAtOnce(60);
    await(compactor.compact(busy.id, ANY));
    busy.typeAtOnce(20);

    List<HistoryEntry> all = pages(busy.id, 1_000);
    assertEquals(busy.rows, all.stream().mapToLong(HistoryEntry::commits).sum());
    assertEquals(1, all.stream().map(HistoryEntry::minute).distinct().count());
    assertEquals(all, pages(busy.id, 1));
    assertEquals(all, pages(busy.id, 5));
  }

  @Test
  void t4HistoryThatIsTooOldIsForgottenAndTheRestStaysExact() {
    written.type(60);
    compact();
    written.type(60);
    compact();
    written.type(5);
    Instant middle = written.readings.keySet().stream().skip(60).findFirst().orElseThrow();
    Instant kept = middle.truncatedTo(ChronoUnit.MINUTES);

    forget(Duration.between(middle, NOW));
    assertEquals(410, problem(written.readings.firstKey()).status());
    checkReadings(kept);
    HistoryEntry oldest = pages(1_000).getLast();
    assertTrue(!oldest.minute().isBefore(kept), "older entries are gone");

    forget(Duration.between(written.now(), NOW));
    checkReadings(written.now().minusNanos(1));
    assertEquals(
        written.readings.lastEntry().getValue(),
        WrittenDocument.text(at(Instant.now()).document()).toString());
  }

  @Test
  void t4WhatNoSnapshotCoversIsNeverForgotten() {
    written.type(10);
    forget(Duration.ofMinutes(1));
    assertEquals(written.rows, ROOM.rows(written.id));
    checkReadings(Instant.EPOCH);
    compact();
    forget(Duration.ZERO);
    checkReadings(Instant.EPOCH);
  }

  private static void forget(Duration keep) {
    try (Retention retention =
        new Retention(
            ROOM.vertx,
            ROOM.pool,
            new CompactionRule(1, 1, keep),
            WrittenDocument.LIMITS,
            () -> NOW,
            METRICS)) {
      await(retention.run());
    }
  }
}
