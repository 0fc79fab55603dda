package dev.meridian.collab.socket;

import dev.meridian.http.Problem;
import dev.meridian.http.RequestId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The lines of the log about one socket: that it opened, was refused or closed, with the id of its
/// connection, which is that of the request that became it. Never what goes over it. Touched only
/// on the socket's event loop.
final class SocketLog {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLog.class);

  /// Codes from here on are ours and say that something was not right.
  private static final int OURS = 4000;

  private final String connectionId;
  private final @Nullable String path;
  private final long startNanos = System.nanoTime();
  private int code;
  private @Nullable String reason;

  private SocketLog(HttpServerRequest request) {
    this.connectionId = RequestId.of(request.response());
    this.path = request.path();
  }

  static void refused(HttpServerRequest request, Problem problem) {
    LOG.atDebug()
        .addKeyValue("requestId", RequestId.of(request.response()))
        .addKeyValue("status", problem.status())
        .addKeyValue("code", problem.code())
        .log("{} refused", request.path());
  }

  static SocketLog opened(HttpServerRequest request) {
    SocketLog log = new SocketLog(request);
    LOG.atDebug().addKeyValue("connectionId", log.connectionId).log("{} opened", log.path);
    return log;
  }

  /// We end it. The reason is one of a closed list.
  void closing(int with, String because) {
    code = with;
    reason = because;
  }

  /// It has ended. What a client gives as its reason is not told: it may be anything.
  void closed(ServerWebSocket socket) {
    if (code == 0 && socket.isClosed()) {
      code = socket.closeStatusCode();
    }
    LOG.atLevel(code >= OURS ? Level.INFO : Level.DEBUG)
        .addKeyValue("connectionId", connectionId)
        .addKeyValue("code", code)
        .addKeyValue("reason", reason == null ? "theirs" : reason)
        .addKeyValue("seconds", Duration.ofNanos(System.nanoTime() - startNanos).toSeconds())
        .log("{} closed", path);
  }
}
