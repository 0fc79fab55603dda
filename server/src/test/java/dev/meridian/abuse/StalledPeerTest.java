package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.testing.NodeClients;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases 8, 29 and 30: peers that are in and do not read, or say no more (rules L3, L4). Stalled
/// readers of updates are in `ReaderTest`.
class StalledPeerTest extends HostileScene {
  private static final long MEBI = 1 << 20;
  private static final Duration SILENCE = Duration.ofSeconds(3);

  StalledPeerTest() {
    super(limits());
  }

  private static CollabLimits limits() {
    CollabLimits standard = CollabLimits.standard();
    return new CollabLimits(
        standard.messageBytes(),
        standard.stepTwoBytes(),
        standard.documentsPerSocket(),
        standard.timeToAuthenticate(),
        standard.bytesBeforeJoining(),
        standard.messagesPerSecond(),
        standard.bytesPerSecond(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(1),
        SILENCE,
        standard.awarenessStateBytes(),
        standard.awarenessIds(),
        standard.documentBytes(),
        standard.idle());
  }

  private void aDocumentOfAMebibyte() {
    for (int i = 0; i < 16; i++) {
      witness.insert(List.of("o1", "why"), 0, "x".repeat(60_000));
    }
    until("saved", witness::isSaved);
    honestlyStored();
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory() + PlatformDependent.usedDirectMemory();
  }

  /// Every question is worth a mebibyte of answer.
  @ParameterizedTest
  @EnumSource
  void case29AStalledPeerThatGoesOnAskingCostsNoMemory(Framing framing) {
    aDocumentOfAMebibyte();
    Intruder mallory = mallory(framing);
    mallory.socket().stall();
    long before = usedBytes();
    for (int i = 0; i < 300; i++) {
      mallory.asks(Bytes.EMPTY_STATE_VECTOR);
      mallory.sends(new byte[] {3}); // who is here?
    }
    NodeClients.pause(Duration.ofSeconds(2));
    long grown = usedBytes() - before;
    assertTrue(grown < 60 * MEBI, "grown by " + grown / MEBI + " MiB");
    mallory.socket().readOn();
    until("answered in the end", () -> mallory.count(Framing.Heard::isStep2) >= 2);
    assertFalse(mallory.isClosed());
    mallory.leaves();
  }

  @ParameterizedTest
  @EnumSource
  void case29PingsOfAStalledPeerAreNotAnsweredForEver(Framing framing) {
    try (Tcp tcp = inside(framing)) {
      byte[] pings = new byte[100 * 131];
      for (int i = 0; i < 100; i++) {
        System.arraycopy(Tcp.frame(0x89, new byte[125]), 0, pings, i * 131, 131);
      }
      long before = usedBytes();
      for (int i = 0; i < 6_000; i++) {
        tcp.write(pings);
      }
      long grown = usedBytes() - before;
      assertTrue(grown < 30 * MEBI, "grown by " + grown / MEBI + " MiB for 75 MiB of pings");
    }
  }

  /// A raw connection of Mallory's that is in the room.
  private Tcp inside(Framing framing) {
    double before = room.connections();
    Tcp tcp =
        new Tcp(room.port())
            .write(Tcp.upgrade(framing.path(document), "Authorization: Bearer mallory\r\n"));
    assertTrue(tcp.head().startsWith("HTTP/1.1 101"));
    if (framing == Framing.HOCUSPOCUS) {
      tcp.write(Tcp.frame(0x82, Framing.token(document, "mallory")));
    }
    until("is counted", () -> room.connections() == before + 1);
    return tcp.hears();
  }

  /// Nothing comes back from it, not even that it is gone.
  @ParameterizedTest
  @EnumSource
  void case30AHalfOpenConnectionIsDropped(Framing framing) {
    double before = closings(1000, "silence");
    double connections = room.connections();
    try (Tcp _ = inside(framing)) {
      until("dropped", () -> room.connections() == connections);
      assertEquals(before + 1, closings(1000, "silence"));
    }
  }

  /// Bytes are no sign of life, messages are.
  @ParameterizedTest
  @EnumSource
  void case8AFrameThatNeverEndsCountsAsSilence(Framing framing) {
    double before = closings(1000, "silence");
    try (Tcp tcp = inside(framing)) {
      tcp.write(Tcp.frameHeader(0x82, 1_000));
      var dripping =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100 && tcp.writes(new byte[1]); i++) {
              NodeClients.pause(Duration.ofMillis(200));
            }
          });
      tcp.untilEnded();
      dripping.join();
      assertEquals(before + 1, closings(1000, "silence"));
    }
  }
}
