package dev.meridian.http.edge;

import dev.meridian.http.RequestId;
import dev.meridian.http.limit.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// A line for each request: what failed or was slow is told to everybody, the others to who asks
/// for more (`debug`). Never the query, which may hold a ticket, nor a header or a body.
final class AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final ClientAddress clients;

  AccessLog(ClientAddress clients) {
    this.clients = clients;
  }

  /// Comes before all other routes.
  void mount(Router router) {
    router
        .route()
        .handler(context -> {
          long start = System.nanoTime();
          context.addEndHandler(_ -> write(context.request(), start));
          context.next();
        });
  }

  /// @param startNanos when the request came
  void write(HttpServerRequest request, long startNanos) {
    var response = request.response();
    var took = Duration.ofNanos(System.nanoTime() - startNanos);
    boolean matters = response.getStatusCode() >= 500 || took.compareTo(SLOW) > 0;
    LOG.atLevel(matters ? Level.INFO : Level.DEBUG)
        .addKeyValue("requestId", RequestId.of(response))
        .addKeyValue("status", response.getStatusCode())
        .addKeyValue("millis", took.toMillis())
        .addKeyValue("bytes", response.bytesWritten())
        .addKeyValue("client", clients.of(request))
        .log("{} {}", request.method(), request.path());
  }
}
