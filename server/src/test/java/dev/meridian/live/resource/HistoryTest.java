package dev.meridian.live.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static Version version(String name) {
    return Version.of(new JsonObject().put("name", name));
  }

  private static boolean knows(History history, Version version) {
    return history.find(version.etag()).isPresent();
  }

  @Test
  void keepsSoManyVersions() {
    var history = new History(3, 1_000);
    for (int i = 0; i < 5; i++) {
      history.add(version("v" + i));
    }
    assertFalse(knows(history, version("v1")));
    assertTrue(knows(history, version("v2")));
    assertEquals(version("v4").etag(), Objects.requireNonNull(history.newest()).etag());
  }

  @Test
  void keepsSoManyBytesAndTheNewestHoweverLargeItIs() {
    var history = new History(50, 100);
    history.add(version("x".repeat(50)));
    history.add(version("y".repeat(50)));
    assertFalse(knows(history, version("x".repeat(50))));
    history.add(version("z".repeat(500)));
    assertTrue(knows(history, version("z".repeat(500))));
    history.add(version("small"));
    assertFalse(knows(history, version("z".repeat(500))));
    assertTrue(knows(history, version("small")));
  }

  @Test
  void aVersionThatComesAgainIsTheNewest() {
    var history = new History(2, 1_000);
    history.add(version("a"));
    history.add(version("b"));
    history.add(version("a"));
    history.add(version("c"));
    assertFalse(knows(history, version("b")));
    assertTrue(knows(history, version("a")));
  }

  @Test
  void knowsNothingForWhoHoldsNothing() {
    assertTrue(new History(2, 10).find(null).isEmpty());
  }
}
