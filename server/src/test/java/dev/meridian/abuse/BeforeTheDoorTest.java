package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.db.Uuid7;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases 8 to 10 and 22 to 24 at the door of the whole server, by peers that have not come in or
/// may not (rules A1 to A5, H1, L1).
class BeforeTheDoorTest {
  private static final TestServer SERVER =
      TestServer.start(
          Map.of(
              "MERIDIAN_COLLAB_AUTHENTICATE_SECONDS", "2",
              "MERIDIAN_LIMIT_CONNECTS", "100000/60",
              "MERIDIAN_PUBLIC_URL", "https://okr.example.org"));
  private static final int DRIPS = 40;
  private static Client ann;
  private static UUID document;

  @BeforeAll
  static void aRecord() {
    ann = SERVER.setUp();
    document = record(ann);
  }

  private static UUID record(Client person) {
    String cycle = SERVER.createCycle(person, "Q1");
    return UUID.fromString(
        person
            .post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle))
            .expect(201)
            .json()
            .getString("documentId"));
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private static Tcp tcp() {
    return new Tcp(SERVER.url().getPort());
  }

  private static Tcp socket() {
    Tcp tcp = tcp().write(Tcp.upgrade("/collab", ""));
    assertTrue(tcp.head().startsWith("HTTP/1.1 101"));
    return tcp;
  }

  private static String answer(String path, String headers) {
    try (Tcp tcp = tcp()) {
      return tcp.write(Tcp.upgrade(path, headers))
          .head()
          .replaceFirst("(?m)^X-Request-Id: .*\\R", "");
    }
  }

  /// The status and reason of an answer.
  private static String status(String path, String headers) {
    return answer(path, headers).lines().findFirst().orElse("");
  }

  private static double metric(String line) {
    return SERVER
        .stranger()
        .get("/metrics")
        .expect(200)
        .text()
        .lines()
        .filter(it -> it.startsWith(line))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// A byte a moment, for as long as the server takes them.
  private static void drip(Tcp tcp, byte[] bytes) {
    for (int i = 0; i < DRIPS && tcp.writes(new byte[] {bytes[i % bytes.length]}); i++) {
      NodeClients.pause(Duration.ofMillis(250));
    }
  }

  @Test
  void case8AHeadThatDripsIsCutOff() {
    try (Tcp tcp = tcp()) {
      tcp.write("GET /api/v1/me HTTP/1.1\r\nX-Slow: ");
      var dripping = CompletableFuture.runAsync(() -> drip(tcp, new byte[] {'z'}));
      tcp.untilEnded();
      dripping.join();
    }
  }

  @Test
  void case8AConnectionThatSaysNothingIsCutOff() {
    try (Tcp tcp = tcp()) {
      tcp.untilEnded();
    }
  }

  @Test
  void case8AnUpgradeWithoutATokenIsClosed4508() {
    try (Tcp tcp = socket()) {
      assertEquals(4508, tcp.closeCode());
      tcp.untilEnded();
    }
  }

  @Test
  void case8AFrameThatDripsWithoutATokenIsClosed4508() {
    try (Tcp tcp = socket()) {
      tcp.write(Tcp.frameHeader(0x82, 1_000));
      var dripping = CompletableFuture.runAsync(() -> drip(tcp, new byte[] {0}));
      assertEquals(4508, tcp.closeCode());
      tcp.untilEnded();
      dripping.join();
    }
  }

  @Test
  void case8WhoComesInTimeIsNotCutOff() {
    try (Tcp tcp = tcp()) {
      tcp.write("GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n");
      assertTrue(tcp.head().startsWith("HTTP/1.1 200"));
      NodeClients.pause(Duration.ofSeconds(3));
      tcp.write("GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n");
      assertTrue(tcp.head().contains("HTTP/1.1 200"));
    }
  }

  @Test
  void case9BytesBeforeATokenAreBoundedAlsoInsideOfOneFrame() {
    double before = metric("meridian_collab_closed_total{code=\"4413\"");
    try (Tcp tcp = socket()) {
      tcp.write(Tcp.frameHeader(0x82, 15 << 20));
      int sent = 0;
      while (sent < 15 << 20 && tcp.writes(new byte[16 << 10])) {
        sent += 16 << 10;
      }
      assertEquals(4413, tcp.closeCode());
    }
    assertEquals(before + 1, metric("meridian_collab_closed_total{code=\"4413\""));
  }

  @Test
  void case9PingsBeforeATokenAreBoundedToo() {
    try (Tcp tcp = socket()) {
      byte[] ping = Tcp.frame(0x89, new byte[125]);
      for (int i = 0; i < 2_000 && tcp.writes(ping); i++) {
        // goes on
      }
      assertEquals(4413, tcp.closeCode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void case10CompressionIsNotTakenUpAndACompressedFrameEndsTheConnection(Framing framing) {
    String offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    try (Tcp tcp = tcp()) {
      tcp.write(Tcp.upgrade(framing.path(document), offer + bearer(ann)));
      String head = tcp.head();
      assertTrue(head.startsWith("HTTP/1.1 101"), head);
      assertFalse(head.toLowerCase(Locale.ROOT).contains("deflate"), head);
      tcp.write(Tcp.frame(0xc2, new byte[100])); // the bit that says compressed
      assertEquals(1002, tcp.closeCode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void case10AFrameBeyondTheCapIsToldByItsHeaderAlone(Framing framing) {
    double before = metric("meridian_collab_closed_total{code=\"1009\"");
    try (Tcp tcp = inside(framing)) {
      tcp.write(Tcp.frameHeader(0x82, 17 << 20));
      assertEquals(1009, tcp.closeCode());
    }
    until("counted", () -> metric("meridian_collab_closed_total{code=\"1009\"") == before + 1);
  }

  /// A message of many fragments is measured as a whole.
  @ParameterizedTest
  @EnumSource
  void case10AFloodOfFragmentsEndsAtTheCap(Framing framing) {
    double before = metric("meridian_collab_closed_total{code=\"1009\"");
    try (Tcp tcp = inside(framing)) {
      byte[] more = Tcp.frame(0x00, new byte[60_000]);
      tcp.write(Tcp.frame(0x02, new byte[60_000]));
      int sent = 1;
      while (sent < 2_000 && tcp.writes(more)) {
        sent++;
      }
      int code = tcp.closeCode(); // bytes that nobody reads any more may drown the answer
      assertTrue(code == 1009 || code == 1006, "closed with " + code);
    }
    until("counted", () -> metric("meridian_collab_closed_total{code=\"1009\"") == before + 1);
  }

  @ParameterizedTest
  @EnumSource
  void case10AFloodOfEmptyFragmentsEndsToo(Framing framing) {
    double before = metric("meridian_collab_closed_total{code=\"1009\"");
    try (Tcp tcp = inside(framing)) {
      byte[] more = new byte[6 * 1_000];
      for (int i = 0; i < 1_000; i++) {
        System.arraycopy(Tcp.frame(0x00, new byte[0]), 0, more, 6 * i, 6);
      }
      tcp.write(Tcp.frame(0x02, new byte[0]));
      for (int i = 0; i < 1_000 && tcp.writes(more); i++) {
        // goes on
      }
      until("counted", () -> metric("meridian_collab_closed_total{code=\"1009\"") == before + 1);
    }
  }

  private static Tcp inside(Framing framing) {
    Tcp tcp = tcp().write(Tcp.upgrade(framing.path(document), bearer(ann)));
    assertTrue(tcp.head().startsWith("HTTP/1.1 101"));
    if (framing == Framing.HOCUSPOCUS) {
      tcp.write(
          Tcp.frame(0x82, Framing.token(document, Objects.requireNonNull(ann.accessToken()))));
    }
    return tcp.hears();
  }

  private static String bearer(Client person) {
    return "Authorization: Bearer " + person.accessToken() + "\r\n";
  }

  /// While Postgres answers no question about people, for which it would be asked.
  @Test
  void case22WhoWasRemovedIsRefusedWithoutAskingPostgres() {
    Client ben = SERVER.join(ann, "member", "ben" + Uuid7.next() + "@example.org");
    String path = "/collab/" + document;
    assertTrue(status(path, bearer(ben)).contains(" 101 "));
    ann.delete("/api/v1/members/" + ben.memberId()).expect(204);
    until("refused", () -> status(path, bearer(ben)).contains(" 401 "));

    var lock = await(SERVER.pool().getConnection());
    await(lock.query("set idle_in_transaction_session_timeout = 0").execute());
    await(lock.query("begin").execute());
    await(lock.query("lock table sign_in, member, account, okr_set, document").execute());
    double before = metric("meridian_collab_upgrades_refused_total{status=\"401\"");
    for (int i = 0; i < 300; i++) {
      assertTrue(status(path, bearer(ben)).contains(" 401 "));
    }
    assertEquals(before + 300, metric("meridian_collab_upgrades_refused_total{status=\"401\""));
    await(lock.query("rollback").execute());
    lock.close();
  }

  @Test
  void case22ConnectsOfAnAddressAreLimitedOnTheirOwn() {
    try (var server = SERVER.startBeside(Map.of("MERIDIAN_LIMIT_CONNECTS", "5/3600"))) {
      int port = server.url().getPort();
      String upgrade = Tcp.upgrade("/collab/" + document, "");
      for (int i = 0; i < 5; i++) {
        try (Tcp tcp = new Tcp(port)) {
          assertTrue(tcp.write(upgrade).head().startsWith("HTTP/1.1 401"));
        }
      }
      for (String path : List.of("/collab", "/collab/" + document)) {
        try (Tcp tcp = new Tcp(port)) {
          String head = tcp.write(Tcp.upgrade(path, bearer(ann))).head();
          assertTrue(head.startsWith("HTTP/1.1 429") && head.contains("retry-after"), head);
        }
      }
      server.stranger().get("/health/ready").expect(200); // others go on
      assertTrue(
          server.stranger().get("/metrics").text().contains("limited_total{limit=\"connects\"} 2"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void case23APageOfAnotherOriginGets403WhateverItBrings(Framing framing) {
    String path = framing.path(document);
    double before = metric("meridian_collab_upgrades_refused_total{status=\"403\"");
    for (String origin : List.of("https://evil.example", "null", "http://okr.example.org")) {
      String headers = "Origin: " + origin + "\r\nCookie: meridian=1\r\n" + bearer(ann);
      assertTrue(status(path, headers).contains(" 403 "), origin);
    }
    assertTrue(status(path, "Origin: https://okr.example.org\r\n" + bearer(ann)).contains(" 101 "));
    assertEquals(before + 3, metric("meridian_collab_upgrades_refused_total{status=\"403\""));
  }

  @Test
  void case24WhatIsForeignMissingOrNonsenseIsAnsweredTheSame() {
    Client eve = SERVER.otherWorkspace(ann, "Umbrella");
    UUID foreign = record(eve);
    String missing = answer("/collab/" + Uuid7.next(), bearer(ann));
    assertTrue(missing.startsWith("HTTP/1.1 404"), missing);
    for (String name :
        List.of(
            foreign.toString(),
            document.toString().toUpperCase(Locale.ROOT) + "0",
            "..%2f..%2fetc%2fpasswd",
            "../../api/v1/me",
            "%00",
            document + "%00",
            "' or 1=1 --".replace(" ", "%20"),
            "x".repeat(2_000))) {
      assertEquals(missing, answer("/collab/" + name, bearer(ann)), name);
    }
    assertTrue(status("/collab/" + foreign, bearer(eve)).contains(" 101 "));
  }
}
