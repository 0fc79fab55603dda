package dev.meridian.collab.testing;

import static dev.meridian.testing.TestDatabase.await;

import dev.meridian.bus.Bus;
import dev.meridian.collab.Collab;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.host.CommitObserver;
import dev.meridian.http.Origins;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A node's co-editing behind real sockets, over the database of a [CollabRoom].
public final class CollabNode implements AutoCloseable {
  public final Collab collab;
  public final Bus bus;
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final HttpServer server;

  CollabNode(
      CollabRoom room,
      Bus bus,
      CollabLimits limits,
      CompactionRule compaction,
      CommitObserver observer) {
    this.bus = bus;
    this.collab =
        await(
            Collab.start(
                room.vertx,
                room.pool,
                bus,
                room.people,
                new Origins(Set.of(CollabRoom.ALLOWED_ORIGIN), false),
                limits,
                compaction,
                Set.of("objectives"),
                observer,
                metrics));
    this.server =
        await(
            room.vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setWebSocketClosingTimeout(2)
                        .setMaxWebSocketFrameSize(limits.frameBytes())
                        .setMaxWebSocketMessageSize(limits.frameBytes())
                        .setWebSocketSubProtocols(List.of("meridian")))
                .requestHandler(request -> {
                  if (!collab.upgrades().handle(request)) {
                    request.response().setStatusCode(404).end();
                  }
                })
                .listen(0, "127.0.0.1"));
  }

  public int port() {
    return server.actualPort();
  }

  /// The options of a client of this node.
  public JsonObject client(String framing, UUID documentId) {
    return new JsonObject()
        .put("framing", framing)
        .put("url", "ws://127.0.0.1:" + port())
        .put("document", documentId.toString());
  }

  public double count(String counter) {
    return metrics.get(counter).counter().count();
  }

  @Override
  public void close() {
    collab.close();
    await(server.close());
  }
}
