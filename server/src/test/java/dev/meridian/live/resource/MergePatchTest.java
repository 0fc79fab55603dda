package dev.meridian.live.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.live.testing.LiveClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":\"b\",\"b\":\"c\"} | {\"b\":\"c\"}",
        "{\"a\":\"b\"} | {} | {\"a\":null}",
        "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"b\":1}} | {\"a\":{\"c\":null}}",
        "{\"a\":[1]} | {\"a\":[1,2]} | {\"a\":[1,2]}",
        "{\"a\":[{\"b\":1}]} | {\"a\":{\"b\":1}} | {\"a\":{\"b\":1}}",
        "{\"a\":{\"b\":1}} | {\"a\":\"x\"} | {\"a\":\"x\"}",
        "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1} | {}",
        "{\"a\":{\"b\":1}} | {\"a\":{}} | {\"a\":{\"b\":null}}",
        "{} | {\"a\":{}} | {\"a\":{}}"
      })
  void saysWhatTurnsOneIntoTheOther(String from, String to, String patch) {
    assertEquals(
        new JsonObject(patch), MergePatch.between(new JsonObject(from), new JsonObject(to)));
  }

  @Test
  void isAppliedToWhatItBeganAtAndGivesWhatItWasMadeFor() {
    for (long seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      var from = object(random, 3);
      var to = random.nextBoolean() ? object(random, 3) : changed(random, from);
      assertEquals(to, LiveClient.merge(from, MergePatch.between(from, to)), "seed " + seed);
    }
  }

  private static JsonObject object(Random random, int depth) {
    var object = new JsonObject();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put("k" + random.nextInt(6), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> "s" + random.nextInt(3);
      case 1 -> random.nextInt(3);
      case 2 -> random.nextBoolean();
      case 3 -> new JsonArray(List.of(random.nextInt(2), "x"));
      default -> object(random, depth - 1);
    };
  }

  private static JsonObject changed(Random random, JsonObject before) {
    var after = before.copy();
    for (var name : before.fieldNames()) {
      switch (random.nextInt(4)) {
        case 0 -> after.remove(name);
        case 1 -> after.put(name, value(random, 2));
        default -> {
          if (before.getValue(name) instanceof JsonObject inner) {
            after.put(name, changed(random, inner));
          }
        }
      }
    }
    return after;
  }
}
