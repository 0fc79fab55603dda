package dev.meridian.http;

import dev.meridian.db.PgProblems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where a failure becomes an answer.
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /// Answers the failure of a route; the program's own faults are logged and not told.
  public static void answer(RoutingContext context) {
    if (context.response().closed()) {
      LOG.debug("{} went away before the answer", context.request().remoteAddress());
      return;
    }
    var problem = of(context.failure(), context.statusCode());
    if (problem.status() >= 500 && context.failure() != null) {
      LOG.atError()
          .addKeyValue("requestId", RequestId.of(context.response()))
          .setCause(context.failure())
          .log("{} {} failed", context.request().method(), context.normalizedPath());
    }
    if (!context.response().ended()) {
      write(context.response(), problem);
    }
  }

  /// The problem as it is on the wire.
  public static void write(HttpServerResponse response, Problem problem) {
    var retryAfter = problem.extension("retryAfterSeconds");
    if (retryAfter != null) {
      response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
    }
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    problem.cookies().forEach(cookie -> response.headers().add(HttpHeaders.SET_COOKIE, cookie));
    JsonObject body = problem.toJson();
    var requestId = RequestId.of(response);
    if (!requestId.isEmpty()) {
      body.put("requestId", requestId);
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }

  private static Problem of(@Nullable Throwable failure, int status) {
    return switch (failure) {
      case Problem problem -> problem;
      case HttpException e -> ofStatus(e.getStatusCode());
      case PgException e when PgProblems.isBusy(e) ->
          new Problem(409, "busy", "Somebody else is changing the same thing; try again.");
      case null, default -> ofStatus(status);
    };
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.notFound();
      case 405 -> new Problem(405, "method-not-allowed", "This cannot be done here.");
      case 413 -> new Problem(413, "too-large", "The request is larger than this server takes.");
      case 415 -> new Problem(415, "unsupported-media-type", "Send the body as JSON.");
      default ->
          status >= 400 && status < 500
              ? new Problem(status, "bad-request", "The request could not be understood.")
              : new Problem(500, "internal", "Something went wrong on the server.");
    };
  }
}
