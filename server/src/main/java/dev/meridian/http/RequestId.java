package dev.meridian.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The id that a request has in every log and in its answer. It travels with the answer's headers,
/// not with a thread. A socket has that of its upgrade for as long as it is open.
public final class RequestId {

  public static final String HEADER = "X-Request-Id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /// Takes the id that the request came with, if it is a sane one, else a new one.
  public static void put(HttpServerRequest request) {
    var given = request.getHeader(HEADER);
    var id = given != null && SANE.matcher(given).matches() ? given : random();
    request.response().putHeader(HEADER, id);
  }

  /// Empty when none was put.
  public static String of(HttpServerResponse response) {
    var id = response.headers().get(HEADER);
    return id == null ? "" : id;
  }

  private static String random() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
