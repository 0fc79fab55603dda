package dev.meridian.http.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends connections whose peers dawdle: the head of the first request has to be here soon, each
/// further request, whole, within two minutes of the one before. Sockets have rules of their own.
/// Touched only on its server's event loop.
final class Patience {
  private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(2);

  private final Vertx vertx;
  private final Duration untilFirstRequest;
  private final Map<HttpConnection, Wait> waits = new HashMap<>();

  /// @param last null = none has come yet
  private record Wait(long timer, @Nullable HttpServerRequest last) {}

  Patience(Vertx vertx, Duration untilFirstRequest) {
    this.vertx = vertx;
    this.untilFirstRequest = untilFirstRequest;
  }

  void opened(HttpConnection connection) {
    wait(connection, untilFirstRequest, null);
    connection.closeHandler(_ -> stop(connection));
  }

  void requested(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (stop(connection)) {
      wait(connection, BETWEEN_REQUESTS, request);
    }
  }

  /// The connection is a socket's from now on.
  void upgraded(HttpServerRequest request) {
    stop(request.connection());
  }

  private void wait(HttpConnection connection, Duration time, @Nullable HttpServerRequest last) {
    long timer = vertx.setTimer(time.toMillis(), _ -> isDue(connection));
    waits.put(connection, new Wait(timer, last));
  }

  private void isDue(HttpConnection connection) {
    Wait wait = waits.remove(connection);
    if (wait == null) {
      return;
    }
    HttpServerRequest last = wait.last();
    if (last != null && last.isEnded() && !last.response().ended()) {
      wait(connection, BETWEEN_REQUESTS, last); // it is the server that is slow
    } else {
      connection.close();
    }
  }

  private boolean stop(HttpConnection connection) {
    Wait wait = waits.remove(connection);
    return wait != null && vertx.cancelTimer(wait.timer());
  }
}
