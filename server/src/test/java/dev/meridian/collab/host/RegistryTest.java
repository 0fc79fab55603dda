package dev.meridian.collab.host;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.DocumentLimits;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.workspace.Role;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.sync.SyncMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Documents are loaded, edited, left and unloaded as fast as it goes, on several threads: nobody
/// ends up at a copy that the registry has forgotten. `-Dmeridian.registry.rounds=N` goes on
/// longer.
class RegistryTest {
  private static final int ROUNDS = Integer.getInteger("meridian.registry.rounds", 150);
  private static final long SEED = Long.getLong("meridian.registry.seed", System.nanoTime());
  private static final int PEOPLE = 4;
  private static final int DOCUMENTS = 3;

  /// Somebody who counts receipts.
  private static final class Person implements Peer {
    final CountDownLatch told = new CountDownLatch(1);
    volatile boolean acknowledged;

    @Override
    public void send(List<PeerMessage> messages) {
      if (messages.stream().anyMatch(PeerMessage.Receipt.class::isInstance)) {
        acknowledged = true;
        told.countDown();
      }
    }

    @Override
    public void close(CloseCode code, String reason) {
      told.countDown();
    }

    @Override
    public boolean isToldByEcho() {
      return false;
    }
  }

  private record Kept(UUID document, String key) {}

  private static CollabLimits unloadedAtOnce() {
    CollabLimits standard = CollabLimits.standard();
    return new CollabLimits(
        standard.messageBytes(),
        standard.stepTwoBytes(),
        standard.documentsPerSocket(),
        standard.timeToAuthenticate(),
        standard.bytesBeforeJoining(),
        standard.messagesPerSecond(),
        standard.bytesPerSecond(),
        standard.patienceWithReaders(),
        standard.heartbeat(),
        standard.silence(),
        standard.awarenessStateBytes(),
        standard.awarenessIds(),
        standard.documentBytes(),
        Duration.ofMillis(1));
  }

  @Test
  void case35LoadingLeavingAndUnloadingAtTheSameTimeLosesNothing() throws Exception {
    System.out.println("registry: seed " + SEED);
    try (CollabRoom room = CollabRoom.open(unloadedAtOnce())) {
      UUID member = room.person("ada", Role.MEMBER).memberId();
      List<UUID> documents = new ArrayList<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        documents.add(room.document("ada"));
      }
      Documents registry = room.collab().documents();
      ConcurrentLinkedQueue<Kept> acknowledged = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      AtomicBoolean goesOn = new AtomicBoolean(true);
      Thread clock =
          Thread.ofPlatform()
              .start(() -> {
                while (goesOn.get()) {
                  registry.tick();
                  Thread.yield();
                }
              });
      List<Thread> people = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        Random random = new Random(SEED + person);
        String name = "p" + person;
        people.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    for (int round = 0; round < ROUNDS; round++) {
                      UUID document = documents.get(random.nextInt(DOCUMENTS));
                      visit(registry, document, member, name + "-" + round, random, acknowledged);
                    }
                  } catch (Throwable failure) {
                    failures.add(failure);
                  }
                }));
      }
      for (Thread person : people) {
        person.join();
      }
      goesOn.set(false);
      clock.join();
      assertEquals(List.of(), List.copyOf(failures), "seed " + SEED);
      assertEquals(0, room.counted("meridian.documents.resynced"), "seed " + SEED);
      check(room, documents, acknowledged);
    }
  }

  private static void visit(
      Documents registry,
      UUID document,
      UUID member,
      String key,
      Random random,
      ConcurrentLinkedQueue<Kept> acknowledged)
      throws InterruptedException {
    Person person = new Person();
    Documents.Joined place = await(registry.join(document, person, member, true));
    if (random.nextInt(4) > 0) {
      byte[] update =
          YDoc.create(Limits.standard())
              .edit(edit -> edit.map("objectives").set(key, Any.of("x")))
              .update();
      place.host().submit(host -> host.receive(place.seat(), new SyncMessage.Update(update)));
      boolean waits = random.nextBoolean();
      if (waits && person.told.await(20, TimeUnit.SECONDS)) {
        if (person.acknowledged) {
          acknowledged.add(new Kept(document, key));
        } else {
          throw new AssertionError(key + " was sent away");
        }
      }
    }
    place.host().submit(host -> host.leave(place.seat()));
  }

  private static void check(
      CollabRoom room, List<UUID> documents, ConcurrentLinkedQueue<Kept> acknowledged) {
    DocumentStore store = new DocumentStore(room.vertx, room.pool);
    for (UUID document : documents) {
      Set<String> keys =
          await(store.load(document, DocumentLimits.of(Set.of("objectives"))))
              .document()
              .map("objectives")
              .keys();
      for (Kept kept : acknowledged) {
        if (kept.document().equals(document)) {
          assertEquals(true, keys.contains(kept.key()), kept + " is lost; seed " + SEED);
        }
      }
      assertEquals(room.head(document), room.rows(document), "the log has no gaps");
    }
  }
}
