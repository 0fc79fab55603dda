package dev.meridian.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pages may talk to this server with a browser's help: those of its own public URL, and
/// those that the operator allows. A client that is no browser sends no Origin, which is fine.
///
/// @param allowed `https://okr.example.org`, without a path
/// @param sameHost whether a page of the very host that the request went to is allowed too; so when
///   the operator has not said what the public URL is
public record Origins(Set<String> allowed, boolean sameHost) {

  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /// Whether the request has no Origin, or one that is allowed.
  public boolean allow(HttpServerRequest request) {
    return allow(request.getHeader("Origin"), request.getHeader("Host"));
  }

  boolean allow(@Nullable String origin, @Nullable String host) {
    if (origin == null || allowed.contains(origin)) {
      return true;
    }
    return sameHost && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }
}
