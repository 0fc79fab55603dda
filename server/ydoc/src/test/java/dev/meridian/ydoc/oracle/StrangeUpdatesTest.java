package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.oracle.Wire.Block;
import dev.meridian.ydoc.oracle.Wire.Deleted;
import dev.meridian.ydoc.oracle.Wire.Id;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Well-formed updates that no honest client would write: neighbours in different types, parents
 * that are texts, collected or gone, keys in lists. The engine must end where Yjs ends, or replicas
 * part.
 */
class StrangeUpdatesTest {
  @Test
  void strangeUpdatesEndWhereYjsEnds() {
    try (var yjs = new Yjs()) {
      Fuzz.run("StrangeUpdatesTest", 1_000, seed -> compare(yjs, seed));
    }
  }

  @Test
  void markUnderAKeyReadsAsUndefined() throws Exception {
    var mark = Wire.inRoot("map", "k", Wire.format("bold", "true"));
    var doc = YDoc.load(Limits.standard(), Wire.update(Wire.block(1, 0, mark)));
    assertEquals(Optional.of(Any.UNDEFINED), doc.map("map").get("k"));
  }

  private static void compare(Yjs yjs, int seed) throws Exception {
    var random = new Random(seed);
    boolean gc = random.nextBoolean();
    var author = new Author(random);
    var updates = new ArrayList<byte[]>();
    for (int i = 2 + random.nextInt(12); i > 0; i--) {
      updates.add(author.update());
    }
    var request = Yjs.request("follow").put("gc", gc);
    request.set("updates", Yjs.base64(updates));
    var answers = yjs.ask(request);
    var tombstones = gc ? Tombstones.COLLECT : Tombstones.KEEP;
    var doc = YDoc.create(Limits.standard(), tombstones);
    for (int i = 0; i < updates.size(); i++) {
      doc.apply(updates.get(i));
      var step = "update " + i;
      var expected = answers.get(i);
      if (expected.has("failed")) {
        return;
      }
      assertEquals(
          StateVector.decode(Yjs.bytes(expected.get("vector")), Limits.standard()),
          doc.stateVector(),
          step);
      assertArrayEquals(Yjs.bytes(expected.get("state")), doc.encode(), () -> step + ": bytes");
      assertEquals(expected.get("plain"), Plain.of(doc), () -> step + ": content");
    }
    var again = YDoc.load(Limits.standard(), tombstones, doc.encode()).withClientId(9);
    var theirs = yjs.ask(apply(gc, List.of(doc.encode())));
    assertArrayEquals(Yjs.bytes(theirs.get("state")), again.encode(), "loaded");

    updates.clear();
    updates.add(doc.encode());
    var edits = new RandomEdits(random);
    for (int i = 0; i < 10; i++) {
      updates.add(again.edit(edit -> edits.next(again).applyTo(edit)).update());
    }
    updates.removeIf(update -> update.length == 0);
    assertEquals(yjs.ask(apply(gc, updates)).get("plain"), Plain.of(again), "edited");
  }

  private static ObjectNode apply(boolean gc, List<byte[]> updates) {
    var request = Yjs.request("apply").put("gc", gc);
    request.set("updates", Yjs.base64(updates));
    return request;
  }

  /** Writes structs for a few clients that refer to anything written before. */
  private static final class Author {
    private static final int CLIENTS = 3;
    private static final List<String> ROOTS = List.of("text", "array", "map", "xml");
    private static final int[] TYPES = {0, 1, 2, 3, 4, 6};
    private static final List<String> KEYS = List.of("a", "b");

    private final Random random;
    private final Map<Long, Long> clocks = new LinkedHashMap<>();

    Author(Random random) {
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
      var content =
          switch (random.nextInt(9)) {
            case 0, 1 -> Wire.text("abc".substring(0, length));
            case 2 -> Wire.deletedText(length);
            case 3 -> Wire.any(values(length));
            case 4 -> Wire.format("bold", random.nextBoolean() ? "true" : "null");
            case 5 -> Wire.embed("{\"x\":1}");
            case 6 -> Wire.binary((byte) 1);
            default -> Wire.type(TYPES[random.nextInt(TYPES.length)]);
          };
      var placed = placed(content);
      advance(
          client,
          content[0] == Wire.STRING || content[0] == Wire.DELETED || content[0] == Wire.ANY
              ? length
              : 1);
      return placed;
    }

    private static byte[][] values(int length) {
      var values = new byte[length][];
      for (int i = 0; i < length; i++) {
        values[i] = Wire.anyString("v" + i);
      }
      return values;
    }

    private byte[] placed(byte[] content) {
      if (clocks.isEmpty() || random.nextInt(5) == 0) {
        var root = ROOTS.get(random.nextInt(ROOTS.size()));
        return random.nextBoolean()
            ? Wire.inRoot(root, content)
            : Wire.inRoot(root, KEYS.get(random.nextInt(2)), content);
      }
      return switch (random.nextInt(6)) {
        case 0 -> Wire.inItem(known(), content);
        case 1 -> Wire.inItem(known(), KEYS.get(random.nextInt(2)), content);
        case 2, 3 -> Wire.after(known(), content);
        case 4 -> Wire.before(known(), content);
        default -> Wire.between(known(), known(), content);
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
}
