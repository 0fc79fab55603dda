package dev.meridian.http.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of IP addresses: `10.0.0.0/8`, `::1`.
public final class Network {

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /// @throws IllegalArgumentException when it is no such range
  public static Network of(String text) {
    var parts = text.split("/", 2);
    var address = address(parts[0]);
    if (address == null) {
      throw new IllegalArgumentException("not an IP address: " + parts[0]);
    }
    int longest = address.length * 8;
    int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > longest) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    return new Network(address, bits);
  }

  public boolean contains(String text) {
    var other = address(text);
    if (other == null || other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    int mask = 0xFF00 >> (bits % 8) & 0xFF;
    return Arrays.equals(address, 0, whole, other, 0, whole)
        && (mask == 0 || (address[whole] & mask) == (other[whole] & mask));
  }

  /// The bytes of a literal address; null when it is none. Names are never looked up. An IPv4
  /// address in IPv6 clothes counts as IPv4.
  static byte @Nullable [] address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException _) {
      return null;
    }
  }
}
