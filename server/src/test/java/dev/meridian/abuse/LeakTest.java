package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.workspace.Role;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// Case 38: people come, say something, write, and go, in order or by breaking off, and nothing
/// stays. Counted are the objects in memory of every class of co-editing, of timers, of sockets and
/// of the bus, after as many cycles more.
///
/// `-Dmeridian.leak.cycles=10000` makes more of them.
class LeakTest {
  private static final int CYCLES = Integer.getInteger("meridian.leak.cycles", 200);

  /// What is counted, by class; a registration is a socket that an event loop knows.
  private static final Pattern WATCHED =
      Pattern.compile(
          "dev\\.meridian\\.(collab|bus|ydoc)\\..*|io\\.vertx\\.core\\.impl\\.VertxImpl\\$.*Timer.*"
              + "|io\\.vertx\\.core\\.http\\.impl\\.ServerWebSocket.*"
              + "|io\\.netty\\.channel\\..*IoHandler\\$.*Registration");

  /// Of a class, for what comes and goes by itself.
  private static final int SLACK = 40;

  private static final int LOOKS = 60;

  private static CollabLimits unloadedSoon() {
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
  void case38AfterManyConnectionsEverythingIsBackWhereItWas() {
    try (CollabRoom room = CollabRoom.open(unloadedSoon())) {
      room.person("ada", Role.MEMBER);
      UUID[] documents = new UUID[10];
      for (int i = 0; i < documents.length; i++) {
        documents[i] = room.document("ada");
      }
      cycles(room, documents, 0, CYCLES / 4 + 10);
      quiet(room);
      Map<String, Long> before = instances();
      cycles(room, documents, CYCLES, CYCLES);
      quiet(room);
      Map<String, Long> grown = grown(before);
      for (int look = 0; look < LOOKS && !grown.isEmpty(); look++) {
        pause(Duration.ofSeconds(1)); // what was closed is let go a few seconds later
        grown = grown(before);
      }
      assertEquals(Map.of(), grown, "more after " + CYCLES + " cycles");
      System.out.println("leak test: " + CYCLES + " cycles, " + before.size() + " classes watched");
    }
  }

  private static void cycles(CollabRoom room, UUID[] documents, int first, int count) {
    for (int i = first; i < first + count; i++) {
      UUID document = documents[i % documents.length];
      Framing framing = Framing.values()[i % 2];
      long id = 2_000_000_000L + i;
      if (i % 5 == 4) { // breaks off in the middle of a frame
        try (Tcp tcp = new Tcp(room.port())) {
          tcp.write(Tcp.upgrade(framing.path(document), "Authorization: Bearer ada\r\n")).head();
          if (framing == Framing.HOCUSPOCUS) {
            tcp.write(Tcp.frame(0x82, Framing.token(document, "ada")));
          }
          tcp.write(Tcp.frameHeader(0x82, 5_000));
        }
      } else {
        Intruder person = Intruder.enter(room, framing, document, "ada");
        person.says(Bytes.awareness(id, 1, "{}")).asks(Bytes.EMPTY_STATE_VECTOR);
        person.edits(Bytes.edit(id, "key" + i % 7));
        until("acknowledged", () -> person.acknowledged() > 0);
        person.leaves();
      }
    }
  }

  private static Map<String, Long> grown(Map<String, Long> before) {
    Map<String, Long> grown = new TreeMap<>();
    instances()
        .forEach((type, count) -> {
          long more = count - before.getOrDefault(type, 0L);
          if (more > SLACK) {
            grown.put(type, more);
          }
        });
    return grown;
  }

  /// Waits until nobody is here and no document is in memory.
  private static void quiet(CollabRoom room) {
    until("nobody is here", Duration.ofSeconds(60), () -> room.connections() == 0);
    until(
        "nothing is in memory",
        Duration.ofSeconds(60),
        () -> room.collab().documents().ids().isEmpty());
  }

  private static Map<String, Long> instances() {
    Map<String, Long> counts = new TreeMap<>();
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      histogram
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields.length >= 4 && WATCHED.matcher(fields[3]).matches())
          .forEach(fields -> counts.merge(fields[3], Long.parseLong(fields[1]), Long::sum));
      return counts;
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }
}
