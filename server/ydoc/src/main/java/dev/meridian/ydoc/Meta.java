package dev.meridian.ydoc;

import java.util.List;
import java.util.Set;

/**
 * What an update holds, read without a document.
 *
 * @param clients the clients it brings structs of, in the order written
 * @param roots the roots named in it; items that only point at their neighbours do not name theirs
 * @param structs number of structs, skips left out
 * @param deletes number of delete ranges
 * @param bytes size of the update
 */
public record Meta(
    List<ClientRange> clients, Set<String> roots, int structs, int deletes, int bytes) {

  /**
   * Clocks of one client.
   *
   * @param client its id
   * @param fromClock first clock in the update
   * @param toClock clock after the last one; gaps in between are possible
   */
  public record ClientRange(long client, int fromClock, int toClock) {}

  public Meta {
    clients = List.copyOf(clients);
    roots = Set.copyOf(roots);
  }
}
