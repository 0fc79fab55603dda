package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates v1 become the very v2 that Yjs writes, and come back as they were. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V2Test {
  private Yjs yjs;

  static Stream<Arguments> golden() {
    return TestData.golden().map(node -> Arguments.of(node.get("seed").asInt(), node));
  }

  @BeforeAll
  void startYjs() {
    yjs = new Yjs();
  }

  @AfterAll
  void stopYjs() {
    yjs.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("golden")
  void recordedStatesAreTheSameInBothFormats(int seed, JsonNode golden) throws Exception {
    var v1 = Yjs.bytes(golden.get("state1"));
    var v2 = Yjs.bytes(golden.get("state2"));
    assertArrayEquals(v2, Updates.toV2(v1), "v1 to v2");
    assertArrayEquals(v1, fromV2(v2), "v2 to v1");
    assertThereAndBack(Yjs.bytes(golden.get("shuffledMerge")));
    assertThereAndBack(Yjs.bytes(golden.get("diffFromHalf")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"automerge-paper", "rustcode", "sveltecomponent", "friendsforever", "clownschool"})
  void tracesAreTheSameInBothFormats(String name) throws Exception {
    var trace = TestData.Trace.of(yjs, name);
    var some = new ArrayList<byte[]>();
    for (int i = 0; i < trace.updates().size(); i += trace.updates().size() / 100) {
      some.add(trace.updates().get(i));
    }
    some.add(trace.state());
    some.add(Updates.merge(trace.updates().subList(0, 1_000)));
    assertSameAsYjs(some);
  }

  @Test
  void everyKindOfContentIsTheSameInBothFormats() throws Exception {
    assertSameAsYjs(List.of(Fixtures.everyKind()));
    assertThereAndBack(Fixtures.everyKind());
  }

  /** JSON that no {@code JSON.stringify} writes is put into the form that it has there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"10\":2,\"9\":[1.0,-0,1e3,1E400],\"b\":3,\"01\":4,\"4294967295\":5}",
        " [ true , null ] ",
        "\"\\u00e9\\ud83d\\ude00\\ud800\\/\\u0001\\u2028\"",
        "0.1",
        "1.5e-7",
        "-0",
        "123456789012345678901234567890"
      })
  void jsonIsReadAndWrittenAsJavaScriptDoes(String json) throws Exception {
    var given = HostileCorpus.inText(Wire.embed(json));
    var converted = convert(List.of(given)).get(0);
    var v2 = Yjs.bytes(converted.get("v2"));
    assertArrayEquals(v2, Updates.toV2(given), "v1 to v2");
    assertArrayEquals(Yjs.bytes(converted.get("v1")), fromV2(v2), "v2 to v1");
  }

  @Test
  void bytesInAnEmbedBecomeAnObjectAsInYjs() throws Exception {
    var v2 =
        WireV2.block(
            1,
            wire -> {
              wire.infos.raw(Wire.EMBED);
              wire.parentInfos.raw(1);
              wire.strings.string("text").raw(4);
              wire.rest.raw(117, 1, 116, 2, 7, 255);
            });
    var v1 = Wire.block(1, 0, Wire.inRoot("text", Wire.embed("[{\"0\":7,\"1\":255}]")));
    assertArrayEquals(Wire.update(v1), fromV2(v2));
  }

  @Test
  void rangesOfDeletesOutOfOrderArePutInOrder() throws Exception {
    var untidy = new Wire().uint(0).uint(1).uint(7).uint(3).raw(9, 2, 3, 4, 5, 3).bytes();
    var tidy = new Wire().uint(0).uint(1).uint(7).uint(2).raw(3, 5, 9, 2).bytes();
    assertArrayEquals(tidy, fromV2(Updates.toV2(untidy)));
  }

  @Test
  void randomSessionsAreTheSameInBothFormats() {
    Fuzz.run("V2Test", 500, yjs, Yjs.request("sessionV2"), V2Test::assertSession);
  }

  private static void assertSession(JsonNode session) throws Exception {
    for (var update : session.get("updates")) {
      assertConverted(update);
      assertThereAndBack(Yjs.bytes(update.get("given")));
    }
    var last = session.get("final");
    var v1 = Yjs.bytes(last.get("state"));
    var v2 = Yjs.bytes(last.get("v2"));
    assertArrayEquals(v2, Updates.toV2(v1), "state to v2");
    assertArrayEquals(v1, fromV2(v2), "state from v2");
  }

  @Test
  void ownUpdatesComeBackAsTheyWere() {
    Fuzz.run(
        "V2Test, own updates",
        300,
        seed -> {
          var history = History.of(seed);
          for (var update : history.updates()) {
            assertThereAndBack(update);
          }
          assertThereAndBack(history.replay().encode());
        });
  }

  @Test
  void damagedUpdateIsRefusedOrIsASoundUpdateV1() {
    var states = TestData.golden().limit(100).map(g -> Yjs.bytes(g.get("state2"))).toList();
    Fuzz.run(
        "V2Test, damaged",
        20_000,
        seed -> {
          var random = new Random(seed);
          var damaged = MutationTest.damage(states.get(random.nextInt(states.size())), random);
          byte[] v1;
          try {
            v1 = fromV2(damaged);
          } catch (UpdateRejected rejected) {
            assertNotNull(rejected.reason());
            return;
          }
          assertArrayEquals(v1, fromV2(Updates.toV2(v1)), "there and back");
          Updates.diff(v1, StateVector.EMPTY);
        });
  }

  private void assertSameAsYjs(List<byte[]> updates) throws UpdateRejected {
    var answer = convert(updates);
    assertEquals(updates.size(), answer.size());
    for (var update : answer) {
      assertConverted(update);
    }
  }

  private JsonNode convert(List<byte[]> updates) {
    var request = Yjs.request("convert");
    request.set("updates", Yjs.base64(updates));
    return yjs.ask(request);
  }

  private static void assertConverted(JsonNode update) throws UpdateRejected {
    var v1 = Yjs.bytes(update.get("v1"));
    var v2 = Yjs.bytes(update.get("v2"));
    assertArrayEquals(v2, Updates.toV2(v1), "v1 to v2");
    assertArrayEquals(v1, fromV2(v2), "v2 to v1");
  }

  private static void assertThereAndBack(byte[] v1) throws UpdateRejected {
    assertArrayEquals(v1, fromV2(Updates.toV2(v1)), "there and back");
  }

  private static byte[] fromV2(byte[] v2) throws UpdateRejected {
    return Updates.fromV2(v2, Limits.standard());
  }
}
