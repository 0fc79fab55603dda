package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientTableTest {
  private final ClientTable table = new ClientTable();

  @Test
  void findsEveryClientAndNoOther() {
    var random = new Random(1);
    var clients = new Client[1000];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Client((random.nextLong() >>> 12) * 2);
      table.add(clients[i]);
    }
    for (Client client : clients) {
      assertSame(client, table.find(client.id));
      assertNull(table.find(client.id + 1));
    }
  }

  @Test
  void hasHigherIdsFirst() {
    for (long id : new long[] {5, 1L << 52, 7, 0}) {
      table.add(new Client(id));
    }
    Client[] clients = table.descending();
    assertEquals(4, clients.length);
    for (int i = 1; i < clients.length; i++) {
      assertTrue(clients[i - 1].id > clients[i].id);
    }
  }

  @Test
  void isEmptyAgainAfterClearing() {
    table.add(new Client(5));
    table.find(5);
    table.clear();
    assertNull(table.find(5));
    assertEquals(0, table.descending().length);
  }
}
