package dev.meridian.http.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;

/// The page: the built web client from `webroot/` on the class path. Files under `/assets` have a
/// hash in their name and never change; every other path that is no file is a place in the page.
final class WebFiles {

  private static final String INDEX = "index.html";
  private static final List<String> NOT_PAGES =
      List.of("/api", "/health", "/metrics", "/collab", "/live", "/assets");
  private static final String NOT_BUILT =
      "This Meridian was built without its web client; the API is at /api/v1/openapi.json.\n";

  private final boolean built;

  WebFiles(Vertx vertx) {
    this.built = vertx.fileSystem().existsBlocking("webroot/" + INDEX);
  }

  void mount(Router router) {
    if (!built) {
      read(router.route("/")).handler(context -> context.response().end(NOT_BUILT));
      return;
    }
    read(router.route("/assets/*"))
        .handler(
            StaticHandler.create("webroot/assets")
                .setMaxAgeSeconds(31_536_000)
                .setCachingEnabled(true)
                .setDirectoryListing(false));
    read(router.route())
        .handler(WebFiles::revalidate)
        .handler(StaticHandler.create("webroot").setIndexPage(INDEX).setCachingEnabled(false));
    read(router.route()).handler(WebFiles::page);
  }

  private static Route read(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static void revalidate(RoutingContext context) {
    if (isPage(context)) {
      context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
      context.next();
    } else {
      context.fail(404);
    }
  }

  private static void page(RoutingContext context) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .sendFile("webroot/" + INDEX)
        .onFailure(context::fail);
  }

  private static boolean isPage(RoutingContext context) {
    var path = context.normalizedPath();
    return NOT_PAGES.stream().noneMatch(it -> path.equals(it) || path.startsWith(it + "/"));
  }
}
