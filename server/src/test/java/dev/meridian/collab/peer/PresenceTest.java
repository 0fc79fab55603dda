package dev.meridian.collab.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.ydoc.sync.AwarenessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules P1 to P4.
class PresenceTest {
  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
  private static final UUID ADA = UUID.fromString("00000000-0000-7000-8000-00000000000a");
  private static final UUID BEN = UUID.fromString("00000000-0000-7000-8000-00000000000b");

  private final Presence presence = new Presence(CollabLimits.standard());
  private final Seat ada = seat(ADA);
  private final Seat ben = seat(BEN);

  private static Seat seat(UUID member) {
    Peer silent =
        new Peer() {
          @Override
          public void send(List<PeerMessage> messages) {}

          @Override
          public void close(CloseCode code, String reason) {}

          @Override
          public boolean isToldByEcho() {
            return false;
          }
        };
    return new Seat(silent, member, true, 0);
  }

  private List<AwarenessEntry> say(Seat seat, long client, long clock, String state) {
    return say(seat, List.of(new AwarenessEntry(client, clock, state)), NOW);
  }

  private List<AwarenessEntry> say(Seat seat, List<AwarenessEntry> entries, Instant at) {
    return presence.take(seat, entries, client -> client == 99, at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":{\"id\":\"00000000-0000-7000-8000-00000000000b\"}}",
        "{\"user\":{\"name\":\"Ben\"}}",
        "{\"user\":\"Ben\"}",
        "{\"user\":null}",
        "[]",
        "7",
        "{",
        ""
      })
  void p2DropsAStateThatNamesAnotherUserOrIsNoObject(String state) {
    assertEquals(List.of(), say(ada, 1, 1, state));
    assertEquals(List.of(), presence.everybody());
  }

  @Test
  void p2TakesTheCallersOwnName() {
    assertEquals(1, say(ada, 1, 1, "{\"user\":{\"id\":\"" + ADA + "\",\"name\":\"A\"}}").size());
    assertEquals(1, say(ada, 2, 1, "{\"cursor\":{}}").size());
  }

  @Test
  void p3RefusesAGiantState() {
    String giant = "{\"a\":\"" + "x".repeat(16 * 1024) + "\"}";
    assertThrows(Presence.OverLimit.class, () -> say(ada, 1, 1, giant));
  }

  @Test
  void p3DropsTheNinthId() {
    List<AwarenessEntry> nine =
        LongStream.rangeClosed(1, 9).mapToObj(id -> new AwarenessEntry(id, 1, "{}")).toList();
    assertEquals(8, say(ada, nine, NOW).size());
  }

  @Test
  void p1DropsWhatIsSaidAboutAnothersId() {
    say(ada, 1, 1, "{}");
    assertEquals(List.of(), say(ben, 1, 5, "{\"fake\":1}"));
    assertEquals(List.of(), say(ben, 1, 5, "null"));
    assertEquals(List.of(), say(ben, 99, 1, "{}"));
    assertEquals("{}", presence.everybody().getFirst().state());
  }

  @Test
  void p1AnEchoDoesNotTakeAnIdFromAnotherTabOfTheSamePerson() {
    Seat otherTab = seat(ADA);
    say(ada, 1, 1, "{}");
    assertEquals(List.of(), say(otherTab, 1, 1, "{}"));
    presence.leave(otherTab, NOW);
    assertEquals(1, presence.everybody().size());
  }

  @Test
  void p4GoesAwayWithItsConnection() {
    say(ada, 1, 1, "{}");
    List<AwarenessEntry> gone = presence.leave(ada, NOW);
    assertTrue(gone.getFirst().isGone());
    assertEquals(List.of(), presence.everybody());
  }

  @Test
  void p4GoesAwayAfter30SecondsWithoutRenewal() {
    say(ada, 1, 1, "{}");
    assertEquals(List.of(), presence.expire(NOW.plusSeconds(29)));
    assertEquals(1, presence.expire(NOW.plus(Duration.ofSeconds(30))).size());
  }

  @Test
  void p4AClientThatComesBackWithItsOldClockIsHeard() {
    say(ada, 1, 7, "{}");
    presence.leave(ada, NOW);
    Seat again = seat(ADA);

    List<AwarenessEntry> news = say(again, 1, 7, "{}");

    assertEquals(1, news.size());
    assertTrue(news.getFirst().clock() > 7);
    assertEquals(1, presence.everybody().size());
  }
}
