package dev.meridian.http.edge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the server is: whether it lives, whether it can work, and its figures for Prometheus.
public final class Health {

  private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "Via");

  private final Map<String, Supplier<Future<?>>> needs = new LinkedHashMap<>();
  private final Map<String, BooleanSupplier> likes = new LinkedHashMap<>();
  private final PrometheusMeterRegistry metrics;
  private volatile boolean draining;
  private final Optional<String> metricsToken;
  private final boolean metricsForAll;

  /// @param metricsToken lets in whoever sends it as a bearer token, besides loopback peers
  public Health(
      PrometheusMeterRegistry metrics, Optional<String> metricsToken, boolean metricsForAll) {
    this.metrics = metrics;
    this.metricsToken = metricsToken;
    this.metricsForAll = metricsForAll;
  }

  /// Something without which requests cannot be served.
  ///
  /// @param check succeeds when it works
  public Health needs(String name, Supplier<Future<?>> check) {
    needs.put(name, check);
    return this;
  }

  /// Something that is missed, but without which requests are served all the same.
  public Health likes(String name, BooleanSupplier works) {
    likes.put(name, works);
    return this;
  }

  /// From now on no balancer should send anybody here: the server is about to end.
  public void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  void mount(Router router) {
    router.get("/health/live").handler(context -> answer(context, true, new JsonObject()));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
  }

  private void ready(RoutingContext context) {
    if (draining) {
      answer(context, false, new JsonObject().put("server", "draining"));
      return;
    }
    var parts = new JsonObject();
    var checks =
        needs.entrySet().stream()
            .map(need ->
                need.getValue()
                    .get()
                    .timeout(2, TimeUnit.SECONDS)
                    .onComplete(
                        works -> parts.put(need.getKey(), works.succeeded() ? "up" : "down")))
            .toList();
    likes.forEach((name, works) -> parts.put(name, works.getAsBoolean() ? "up" : "down"));
    Future.join(checks).onComplete(all -> answer(context, all.succeeded(), parts));
  }

  private static void answer(RoutingContext context, boolean up, JsonObject parts) {
    context
        .response()
        .setStatusCode(up ? 200 : 503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("status", up ? "up" : "down").mergeIn(parts).toBuffer());
  }

  /// To everyone else it is as if it were not there.
  private void metrics(RoutingContext context) {
    if (!mayReadMetrics(context.request())) {
      context.fail(404);
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape());
  }

  private boolean mayReadMetrics(HttpServerRequest request) {
    return metricsForAll
        || hasToken(request.getHeader(HttpHeaders.AUTHORIZATION))
        || isLocal(request);
  }

  private boolean hasToken(@Nullable String authorization) {
    return authorization != null
        && metricsToken.filter(token -> same("Bearer " + token, authorization)).isPresent();
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /// A loopback peer that did not pass on what somebody else asked.
  private static boolean isLocal(HttpServerRequest request) {
    var peer = request.connection().remoteAddress().hostAddress();
    return (peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1"))
        && FORWARDING.stream().noneMatch(request.headers()::contains);
  }
}
