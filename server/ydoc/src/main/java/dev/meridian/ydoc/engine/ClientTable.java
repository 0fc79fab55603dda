package dev.meridian.ydoc.engine;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Clients by id: open addressing, no boxing. */
final class ClientTable {
  private @Nullable Client[] slots = new Client[8];
  private int size;
  private @Nullable Client lastFound;
  private Client @Nullable [] descending;

  int size() {
    return size;
  }

  @Nullable Client find(long id) {
    Client last = lastFound;
    if (last != null && last.id == id) {
      return last;
    }
    int mask = slots.length - 1;
    for (int i = slotOf(id, mask); ; i = i + 1 & mask) {
      Client client = slots[i];
      if (client == null) {
        return null;
      }
      if (client.id == id) {
        lastFound = client;
        return client;
      }
    }
  }

  /** Adds a client that is not in the table. */
  void add(Client client) {
    if (size * 2 >= slots.length) {
      grow();
    }
    put(client);
    size++;
    descending = null;
  }

  private void put(Client client) {
    int mask = slots.length - 1;
    int i = slotOf(client.id, mask);
    while (slots[i] != null) {
      i = i + 1 & mask;
    }
    slots[i] = client;
  }

  private void grow() {
    @Nullable Client[] old = slots;
    slots = new Client[old.length * 2];
    for (Client client : old) {
      if (client != null) {
        put(client);
      }
    }
  }

  void clear() {
    if (size > 0) {
      slots = new Client[8];
      size = 0;
      lastFound = null;
      descending = null;
    }
  }

  /** All clients, higher ids first: the order of the wire. Not to be changed. */
  Client[] descending() {
    if (descending == null) {
      var sorted = new Client[size];
      int n = 0;
      for (Client client : slots) {
        if (client != null) {
          sorted[n++] = client;
        }
      }
      Arrays.sort(sorted, Comparator.comparingLong((Client client) -> -client.id));
      descending = sorted;
    }
    return descending;
  }

  private static int slotOf(long id, int mask) {
    long hash = id * 0x9E37_79B9_7F4A_7C15L;
    return (int) (hash >>> 32) & mask;
  }
}
