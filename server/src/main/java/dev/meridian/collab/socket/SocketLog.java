package dev.meridian.collab.socket;

import dev.meridian.http.Problem;
import dev.meridian.http.RequestId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Lines about sockets that open, are refused and close, each with the id of its connection, which
/// is that of the request that became it. Never what goes over them.
final class SocketLog {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLog.class);

  /// Codes from here on are ours and say that something was not right.
  private static final int OURS = 4000;

  private SocketLog() {}

  static void refused(HttpServerRequest request, Problem problem) {
    LOG.atDebug()
        .addKeyValue("requestId", RequestId.of(request.response()))
        .addKeyValue("status", problem.status())
        .addKeyValue("code", problem.code())
        .log("{} refused", request.path());
  }

  static void opened(HttpServerRequest request, ServerWebSocket socket) {
    String id = RequestId.of(request.response());
    String path = request.path();
    long start = System.nanoTime();
    LOG.atDebug().addKeyValue("connectionId", id).log("{} opened", path);
    request.connection().closeHandler(_ -> closed(id, path, socket, start));
  }

  private static void closed(String id, String path, ServerWebSocket socket, long start) {
    Short code = socket.closeStatusCode();
    LOG.atLevel(code != null && code >= OURS ? Level.INFO : Level.DEBUG)
        .addKeyValue("connectionId", id)
        .addKeyValue("code", code == null ? 0 : code.intValue())
        .addKeyValue("reason", socket.closeReason())
        .addKeyValue("seconds", Duration.ofNanos(System.nanoTime() - start).toSeconds())
        .log("{} closed", path);
  }
}
