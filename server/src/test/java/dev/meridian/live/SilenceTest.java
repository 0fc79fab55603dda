package dev.meridian.live;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meridian.bus.LocalBus;
import dev.meridian.collab.testing.People;
import dev.meridian.http.Commands;
import dev.meridian.http.Origins;
import dev.meridian.http.resource.Resources;
import dev.meridian.live.testing.LiveClient;
import dev.meridian.workspace.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signs of life, on a server where they are due soon: rule V14.
class SilenceTest {
  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Live live;
  private HttpServer server;
  private LiveClient client;

  @BeforeEach
  void open() {
    var people = new People(UUID.randomUUID());
    people.add("ada", Role.MEMBER);
    var standard = LiveLimits.standard();
    var limits =
        new LiveLimits(
            standard.messageBytes(),
            standard.watchesPerSocket(),
            standard.messagesPerSecond(),
            standard.timeToAuthenticate(),
            standard.patienceWithReaders(),
            Duration.ofMillis(200),
            Duration.ofMillis(2_500),
            standard.versionsKept(),
            standard.versionBytesKept(),
            standard.idle());
    live =
        await(
            Live.start(
                vertx,
                new Resources(List.of(), await(Commands.deploy(vertx, 1))),
                people,
                new LocalBus(vertx),
                List.of(),
                new Origins(Set.of(), true),
                InstantSource.system(),
                limits,
                registry));
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(live.upgrades()::handle)
                .listen(0, "127.0.0.1"));
    client = LiveClient.open(vertx, URI.create("http://127.0.0.1:" + server.actualPort()));
    client.send(new JsonObject().put("auth", "ada").encode());
  }

  @AfterEach
  void close() {
    client.close();
    live.close();
    await(vertx.close());
  }

  private double connections() {
    return registry.get("meridian.live.connections").gauge().value();
  }

  @Test
  void v14WhoLivesHearsSignsOfLifeAndStays() {
    until("signs of life", Duration.ofSeconds(40), () -> client.messages().size() > 20);
    assertFalse(client.isClosed());
  }

  @Test
  void v14WhoIsSilentIsClosed() {
    client.stall(); // answers no ping
    until("the server let go", Duration.ofSeconds(40), () -> connections() == 0);
    client.readOn();
    assertEquals("1000 silence", client.awaitClose());
  }
}
