package dev.meridian.http.limit;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the client of a request is: the peer, unless that is a trusted proxy; then the first address
/// in `X-Forwarded-For`, read from the right, that is no trusted proxy. What stands further left
/// was written by the client and may be a lie.
public final class ClientAddress {

  private static final int IPV6_BYTES = 16;

  private final List<Network> trustedProxies;

  public ClientAddress(List<Network> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  public String of(HttpServerRequest request) {
    var forwarded = request.headers().getAll("X-Forwarded-For");
    return of(
        request.connection().remoteAddress().hostAddress(),
        forwarded.isEmpty() ? null : String.join(",", forwarded));
  }

  /// @param peer the address that the connection comes from
  /// @param forwardedFor the header's values joined by commas; null when absent
  String of(String peer, @Nullable String forwardedFor) {
    if (forwardedFor == null || !isTrusted(peer)) {
      return peer;
    }
    var client = peer;
    for (var hop : Arrays.asList(forwardedFor.split(",")).reversed()) {
      var address = hop.strip();
      if (Network.address(address) == null) {
        break;
      }
      client = address;
      if (!isTrusted(address)) {
        break;
      }
    }
    return client;
  }

  /// Whose limits the address shares: IPv6 clients have a whole /64 each.
  public static String limitKey(String address) {
    var bytes = Network.address(address);
    if (bytes == null || bytes.length < IPV6_BYTES) {
      return address;
    }
    Arrays.fill(bytes, IPV6_BYTES / 2, IPV6_BYTES, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isTrusted(String address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }
}
