package dev.meridian.collab.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.Loop;
import dev.meridian.collab.peer.Audience.Edit;
import dev.meridian.testing.TestClock;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/// Rules E3, H5, Y2 and L3: what each connection is told of commits, and when.
class AudienceTest {
  private static final UUID ADA = UUID.fromString("00000000-0000-7000-8000-00000000000a");

  private final TestClock clock = new TestClock();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final Audience audience =
      new Audience(
          new Loop() {
            @Override
            public void execute(Runnable task) {
              task.run();
            }

            @Override
            public void after(Duration delay, Runnable task) {
              later.add(task);
            }
          },
          clock,
          new PeerMetrics(new SimpleMeterRegistry()),
          broken -> {
            throw new AssertionError(broken);
          });
  private final YDoc writing = YDoc.create(Limits.standard()).withClientId(7);

  /// A connection that takes time to be told, for its loop is busy until it runs.
  private final class Listener implements Peer {
    private final Executor loop;
    private final boolean isToldByEcho;
    private final YDoc copy = YDoc.create(Limits.standard());
    private final List<PeerMessage> heard = new ArrayList<>();

    Listener(Executor loop, boolean isToldByEcho) {
      this.loop = loop;
      this.isToldByEcho = isToldByEcho;
    }

    @Override
    public Executor loop() {
      return loop;
    }

    @Override
    public void send(List<PeerMessage> messages) {
      for (PeerMessage message : messages) {
        heard.add(message);
        if (message instanceof PeerMessage.Update(byte[] update)) {
          try {
            copy.applyState(update, ClientGate.OPEN);
          } catch (UpdateRejected broken) {
            throw new AssertionError(broken);
          }
        }
      }
    }

    @Override
    public void close(CloseCode code, String reason) {}

    @Override
    public boolean isToldByEcho() {
      return isToldByEcho;
    }

    long count(Class<? extends PeerMessage> kind) {
      return heard.stream().filter(kind::isInstance).count();
    }

    String text() {
      return copy.text("t").toString();
    }
  }

  private Seat join(Peer peer) {
    Seat seat = audience.add(peer, ADA, true);
    audience.listen(seat);
    return seat;
  }

  private Edit typed(Seat author, String letters) {
    byte[] update = writing.edit(edit -> edit.text("t").insert(0, letters)).update();
    return new Edit(author, update, update, 1);
  }

  /// Telling everybody takes as long as it does in a large room.
  private final Executor slowLoop =
      task -> {
        clock.advance(Duration.ofMillis(10));
        task.run();
      };

  private void passTime() {
    while (!later.isEmpty()) {
      clock.advance(Duration.ofMillis(50));
      later.removeFirst().run();
    }
  }

  @Test
  void e3TellsAQuietRoomAtOnce() throws UpdateRejected {
    Listener other = new Listener(Runnable::run, false);
    join(other);
    Seat author = join(new Listener(Runnable::run, false));
    audience.tell(List.of(typed(author, "a")));
    audience.tell(List.of(typed(author, "b")));
    assertEquals("ba", other.text());
    assertTrue(later.isEmpty());
  }

  @Test
  void e3WhatIsCommittedWhileARoomRestsIsToldAsOneUpdate() throws UpdateRejected {
    Listener other = new Listener(slowLoop, false);
    join(other);
    Seat author = join(new Listener(slowLoop, false));
    for (int i = 0; i < 20; i++) {
      audience.tell(List.of(typed(author, "x")));
      passTime();
    }
    other.heard.clear();
    audience.tell(List.of(typed(author, "a")));
    audience.tell(List.of(typed(author, "b")));
    audience.tell(List.of(typed(author, "c")));
    audience.tell(List.of(typed(author, "d")));
    passTime();
    assertEquals("dcba" + "x".repeat(20), other.text());
    assertTrue(other.count(PeerMessage.Update.class) <= 2, () -> other.heard.toString());
  }

  @Test
  void h5EveryMessageHasItsReceiptHoweverMuchIsGathered() throws UpdateRejected {
    join(new Listener(slowLoop, false));
    Listener author = new Listener(slowLoop, false);
    Seat seat = join(author);
    for (int i = 0; i < 20; i++) {
      audience.tell(List.of(typed(seat, "a"), typed(seat, "b")));
    }
    audience.tellCovered(new Edit(seat, new byte[0], new byte[] {0, 0}, 1));
    passTime();
    assertEquals(41, author.count(PeerMessage.Receipt.class));
  }

  @Test
  void y2AnEchoedEditComesBackToItsAuthor() throws UpdateRejected {
    Listener author = new Listener(Runnable::run, true);
    Seat seat = join(author);
    audience.tell(List.of(typed(seat, "a")));
    assertEquals("a", author.text());
    assertEquals(0, author.count(PeerMessage.Receipt.class));
  }

  @Test
  void anAuthorWhoGetsReceiptsDoesNotGetTheOwnEditAlone() throws UpdateRejected {
    Listener author = new Listener(Runnable::run, false);
    Seat seat = join(author);
    audience.tell(List.of(typed(seat, "a")));
    assertEquals(List.of(new PeerMessage.Receipt()), author.heard);
  }

  @Test
  void l3APausedConnectionIsToldOnceWhatItMissed() throws UpdateRejected {
    Listener slow = new Listener(Runnable::run, false);
    Seat seat = join(slow);
    Seat author = join(new Listener(Runnable::run, false));
    audience.tell(List.of(typed(author, "a")));
    seat.pause();
    slow.heard.clear();
    for (String letter : List.of("b", "c", "d")) {
      audience.tell(List.of(typed(author, letter)));
    }
    assertEquals(List.of(), slow.heard);
    assertTrue(audience.resume(seat));
    assertEquals(1, slow.heard.size());
    assertEquals("dcba", slow.text());
  }

  @Test
  void l3WhatIsGatheredIsNotLostForOneThatComesBackMeanwhile() throws UpdateRejected {
    Listener slow = new Listener(slowLoop, false);
    Seat seat = join(slow);
    Seat author = join(new Listener(slowLoop, false));
    audience.tell(List.of(typed(author, "a")));
    seat.pause();
    audience.tell(List.of(typed(author, "b")));
    audience.tell(List.of(typed(author, "c")));
    audience.resume(seat);
    audience.tell(List.of(typed(author, "d")));
    passTime();
    assertEquals("dcba", slow.text());
  }

  @Test
  void l3OneThatMissedMoreThanIsKeptIsToldTheWholeDocument() throws UpdateRejected {
    Listener slow = new Listener(Runnable::run, false);
    Seat seat = join(slow);
    Seat author = join(new Listener(Runnable::run, false));
    audience.tell(List.of(typed(author, "a")));
    seat.pause();
    for (int i = 0; i < 30; i++) {
      audience.tell(List.of(typed(author, "y".repeat(100_000))));
    }
    assertFalse(audience.resume(seat));
    seat.pause(); // once more, before the state is there
    audience.sendWhole(seat, writing.encode());
    assertFalse(audience.resume(seat));
    audience.sendWhole(seat, writing.encode());
    assertEquals(3_000_001, slow.text().length());
  }

  @Test
  void oneHopToEachLoopHoweverManyAreThere() throws UpdateRejected {
    List<Runnable> tasks = new ArrayList<>();
    Executor one = tasks::add;
    for (int i = 0; i < 100; i++) {
      join(new Listener(one, false));
    }
    audience.tell(List.of(typed(join(new Listener(Runnable::run, false)), "a")));
    assertEquals(1, tasks.size());
  }
}
