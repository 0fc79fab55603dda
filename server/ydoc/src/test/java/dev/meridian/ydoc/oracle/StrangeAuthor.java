package dev.meridian.ydoc.oracle;

import dev.meridian.ydoc.oracle.Wire.Block;
import dev.meridian.ydoc.oracle.Wire.Deleted;
import dev.meridian.ydoc.oracle.Wire.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes well-formed structs for a few clients that refer to anything written before. */
final class StrangeAuthor {
  private static final int CLIENTS = 3;
  private static final List<String> ROOTS = List.of("text", "array", "map", "xml");
  private static final List<String> KEYS = List.of("a", "b");
  private static final int[] TYPES = {0, 1, 2, 3, 4, 6};

  private final Random random;
  private final Map<Long, Long> clocks = new LinkedHashMap<>();

  /** What stands under a key, or may: it has a neighbour there. */
  private final Set<Id> keyed = new HashSet<>();

  StrangeAuthor(Random random) {
    this.random = random;
  }

  byte[] update() {
    var blocks = new ArrayList<Block>();
    for (long client = CLIENTS; client > 0; client--) {
      if (random.nextInt(CLIENTS) == 0) {
        long from = clock(client);
        var structs = new ArrayList<byte[]>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          structs.add(struct(client));
        }
        blocks.add(new Block(client, from, structs));
      }
    }
    return Wire.update(blocks, deletes());
  }

  private byte[] struct(long client) {
    int length = 1 + random.nextInt(3);
    if (random.nextInt(12) == 0) {
      advance(client, length);
      return Wire.gc(length);
    }
    var place = place();
    if (place.keyed) {
      keyed.add(new Id(client, clock(client)));
      advance(client, 1);
      return place.put.apply(random.nextBoolean() ? single() : several(1));
    }
    boolean single = random.nextBoolean();
    advance(client, single ? 1 : length);
    return place.put.apply(single ? single() : several(length));
  }

  private byte[] several(int length) {
    return switch (random.nextInt(4)) {
      case 0, 1 -> Wire.text("abc".substring(0, length));
      case 2 -> Wire.deletedText(length);
      default -> {
        var values = new byte[length][];
        for (int i = 0; i < length; i++) {
          values[i] = Wire.anyString("v" + i);
        }
        yield Wire.any(values);
      }
    };
  }

  private byte[] single() {
    return switch (random.nextInt(5)) {
      case 0 -> Wire.format("bold", random.nextBoolean() ? "true" : "null");
      case 1 -> Wire.embed("{\"x\":1}");
      case 2 -> Wire.binary((byte) 1);
      default -> Wire.type(TYPES[random.nextInt(TYPES.length)]);
    };
  }

  /**
   * Where a content goes. Under a key everything has length one: what Yjs deletes there depends on
   * how a longer item was cut.
   */
  private record Place(boolean keyed, UnaryOperator<byte[]> put) {}

  private Place place() {
    var key = KEYS.get(random.nextInt(2));
    if (clocks.isEmpty() || random.nextInt(5) == 0) {
      var root = ROOTS.get(random.nextInt(ROOTS.size()));
      return random.nextBoolean()
          ? new Place(false, content -> Wire.inRoot(root, content))
          : new Place(true, content -> Wire.inRoot(root, key, content));
    }
    var one = known();
    var other = known();
    boolean besideKeyed = keyed.contains(one);
    return switch (random.nextInt(6)) {
      case 0 -> new Place(false, content -> Wire.inItem(one, content));
      case 1 -> new Place(true, content -> Wire.inItem(one, key, content));
      case 2, 3 -> new Place(besideKeyed, content -> Wire.after(one, content));
      case 4 -> new Place(besideKeyed, content -> Wire.before(one, content));
      default ->
          new Place(
              besideKeyed || keyed.contains(other), content -> Wire.between(one, other, content));
    };
  }

  private Id known() {
    var clients = List.copyOf(clocks.keySet());
    long client = clients.get(random.nextInt(clients.size()));
    return new Id(client, random.nextLong(clock(client)));
  }

  private List<Deleted> deletes() {
    var deleted = new ArrayList<Deleted>();
    for (int i = clocks.isEmpty() ? 0 : random.nextInt(3); i > 0; i--) {
      var id = known();
      long rest = clock(id.client()) - id.clock();
      deleted.add(new Deleted(id.client(), id.clock(), 1 + random.nextLong(rest)));
    }
    return deleted;
  }

  private long clock(long client) {
    return clocks.getOrDefault(client, 0L);
  }

  private void advance(long client, long length) {
    clocks.merge(client, length, Long::sum);
  }
}
