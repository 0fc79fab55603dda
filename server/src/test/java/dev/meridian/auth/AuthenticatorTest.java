package dev.meridian.auth;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.auth.token.AccessTokens;
import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.LocalBus;
import dev.meridian.http.Problem;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import dev.meridian.workspace.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A node of its own beside the server, on the same database.
class AuthenticatorTest {

  static final TestServer SERVER = TestServer.start();
  static final Vertx VERTX = Vertx.vertx();
  static final Bus BUS = new LocalBus(VERTX);
  static final Authenticator AUTHENTICATOR =
      new NodeAuthenticator(
          new AccessTokens(VERTX, SERVER.pool(), SERVER.clock()),
          SERVER.pool(),
          BUS,
          SERVER.clock());
  static final Client ANN = SERVER.setUp();

  @AfterAll
  static void stop() {
    await(VERTX.close());
    SERVER.close();
  }

  private static Client person(String email) {
    return SERVER.join(ANN, "member", email);
  }

  private static UUID signIn(Client client) {
    return await(AUTHENTICATOR.byAccessToken(Objects.requireNonNull(client.accessToken())))
        .signInId();
  }

  private static String ticket(Client client) {
    return client.post("/api/v1/tickets").expect(201).json().getString("ticket");
  }

  private static void refused(Runnable attempt) {
    assertEquals("unauthenticated", assertThrows(Problem.class, attempt::run).code());
  }

  @Test
  void knowsTokensThatAnotherNodeMade() {
    var bob = person("token@example.org");
    var caller = await(AUTHENTICATOR.byAccessToken(Objects.requireNonNull(bob.accessToken())));
    assertEquals(bob.memberId(), caller.memberId().toString());
    assertEquals(bob.workspaceId(), caller.workspaceId().toString());
    assertEquals(Role.MEMBER, caller.role());
  }

  @Test
  void takesATicketOnce() {
    var bob = person("ticket@example.org");
    var ticket = ticket(bob);
    assertEquals(bob.memberId(), await(AUTHENTICATOR.byTicket(ticket)).memberId().toString());
    refused(() -> await(AUTHENTICATOR.byTicket(ticket)));
    refused(() -> await(AUTHENTICATOR.byTicket("made-up")));
  }

  @Test
  void takesATicketForThirtySeconds() {
    var bob = person("late@example.org");
    var ticket = ticket(bob);
    SERVER.clock().advance(Duration.ofSeconds(30));
    refused(() -> await(AUTHENTICATOR.byTicket(ticket)));
  }

  @Test
  void refusesATicketOfASignInThatEnded() {
    var bob = person("gone@example.org");
    var ticket = ticket(bob);
    bob.delete("/api/v1/session").expect(204);
    refused(() -> await(AUTHENTICATOR.byTicket(ticket)));
  }

  @Test
  void looksAgainWhenNewsSaysSo() {
    var bob = person("news@example.org");
    var signIn = signIn(bob);
    var accountId = await(AUTHENTICATOR.current(signIn)).orElseThrow().accountId();
    ANN.patch("/api/v1/members/" + bob.memberId(), new JsonObject().put("role", "viewer"))
        .expect(200);

    BUS.publish(Bus.ACCESS, AccessNews.ofAccount(accountId).write());
    eventually(() -> await(AUTHENTICATOR.current(signIn)).orElseThrow().role() == Role.VIEWER);

    ANN.delete("/api/v1/members/" + bob.memberId()).expect(204);
    BUS.publish(Bus.ACCESS, AccessNews.ofWorkspace(UUID.fromString(ANN.workspaceId())).write());
    eventually(() -> await(AUTHENTICATOR.current(signIn)).isEmpty());
  }

  @Test
  void looksAgainAfterAMinuteWithoutNews() {
    var bob = person("quiet@example.org");
    var signIn = signIn(bob);
    bob.delete("/api/v1/session").expect(204);
    assertTrue(await(AUTHENTICATOR.current(signIn)).isPresent());
    SERVER.clock().advance(Duration.ofMinutes(1).plusMillis(1));
    assertTrue(await(AUTHENTICATOR.current(signIn)).isEmpty());
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within a second");
      Thread.onSpinWait();
    }
  }
}
