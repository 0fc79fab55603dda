package dev.meridian.ydoc.oracle;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected.Reason;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One update that must be refused.
 *
 * @param name what is wrong with it
 * @param reason why it is refused
 * @param update the bytes
 * @param before updates the document takes first
 * @param limits what this document's limits differ in
 */
record HostileCase(
    String name, Reason reason, byte[] update, List<byte[]> before, UnaryOperator<Limits> limits) {

  static HostileCase of(String name, Reason reason, byte[] update) {
    return new HostileCase(name, reason, update, List.of(), UnaryOperator.identity());
  }

  HostileCase after(byte[]... updates) {
    return new HostileCase(name, reason, update, List.of(updates), limits);
  }

  HostileCase with(UnaryOperator<Limits> changed) {
    return new HostileCase(name, reason, update, before, changed);
  }

  @Override
  public String toString() {
    return name;
  }
}
