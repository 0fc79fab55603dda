package dev.meridian.http.edge;

import dev.meridian.http.Api;
import dev.meridian.http.Problem;
import dev.meridian.http.Problems;
import dev.meridian.http.RequestId;
import dev.meridian.http.Upgrades;
import dev.meridian.http.limit.ClientAddress;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The HTTP server on one event loop; deployed once per loop, all sharing one port. Every request
/// gets the security headers and is counted, sockets go to [Upgrades], the rest to the routes.
public final class Edge extends VerticleBase {

  /// What all instances share.
  ///
  /// @param https whether people reach the server by https only
  /// @param requests of an address, of any kind but upgrades to sockets
  /// @param connects upgrades to sockets, of an address
  /// @param firstRequest how long the head of a connection's first request may take
  public record Parts(
      Api api,
      Health health,
      Upgrades upgrades,
      RateLimits rateLimits,
      Limit requests,
      Limit connects,
      Duration firstRequest,
      ClientAddress clients,
      boolean https) {}

  /// A negative port is Vert.x's word for a free port that all instances of a deployment share.
  private static final int SAME_FREE_PORT = -1;

  private static final int PATIENCE_SECONDS = 5;

  /// How long a peer may take to answer our close before the connection is cut.
  private static final int CLOSING_SECONDS = 5;

  private final Parts parts;
  private final String host;
  private final int port;
  private final SecurityHeaders securityHeaders;
  private final AccessLog accessLog;
  private @Nullable HttpServer server;

  /// @param port 0 = any free one, the same for all instances
  public Edge(Parts parts, String host, int port) {
    this.parts = parts;
    this.host = host;
    this.port = port;
    this.securityHeaders = new SecurityHeaders(parts.https());
    this.accessLog = new AccessLog(parts.clients());
  }

  @Override
  public Future<?> start() {
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port == 0 ? SAME_FREE_PORT : port)
            .setCompressionSupported(true)
            .setHttp2ClearTextEnabled(false) // else a connection that says nothing counts as none
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setWebSocketClosingTimeout(CLOSING_SECONDS)
            .setMaxWebSocketFrameSize(parts.upgrades().maxFrameBytes())
            .setMaxWebSocketMessageSize(parts.upgrades().maxFrameBytes())
            .setWebSocketSubProtocols(List.of("meridian"));
    var router = router();
    var patience = new Patience(vertx, parts.firstRequest());
    var listening =
        vertx
            .createHttpServer(options)
            .connectionHandler(patience::opened)
            .requestHandler(request -> {
              patience.requested(request);
              handle(request, router, patience);
            });
    server = listening;
    return listening.listen();
  }

  private Router router() {
    var router = Router.router(vertx);
    accessLog.mount(router);
    parts.health().mount(router);
    parts.api().mount(router);
    new WebFiles(vertx).mount(router);
    router.route().failureHandler(Problems::answer);
    for (int status : new int[] {404, 405}) {
      router.errorHandler(status, Problems::answer);
    }
    return router;
  }

  private void handle(HttpServerRequest request, Router router, Patience patience) {
    long start = System.nanoTime();
    try {
      RequestId.put(request);
      securityHeaders.put(request);
      letGo(request);
      var address = parts.clients().of(request);
      spend(request, ClientAddress.limitKey(address));
    } catch (Problem problem) {
      Problems.write(request.response(), problem);
      accessLog.write(request, start);
      return;
    }
    if (parts.upgrades().handle(request)) {
      patience.upgraded(request);
    } else {
      router.handle(request);
    }
  }

  /// A proxy that keeps connections would use one at the very moment when the server ends.
  private void letGo(HttpServerRequest request) {
    if (parts.health().isDraining() && !request.canUpgradeToWebSocket()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /// Takes no new connections, and ends when the requests that are being answered have been.
  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void spend(HttpServerRequest request, String address) {
    if (request.canUpgradeToWebSocket()) {
      parts.rateLimits().spend(parts.connects(), "connects", address);
    } else {
      parts.rateLimits().spend(parts.requests(), "requests", address);
    }
  }

  /// The port that it listens on.
  public int actualPort() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.actualPort();
  }
}
