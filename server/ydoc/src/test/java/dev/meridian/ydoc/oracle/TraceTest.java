package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editing sessions of real people, typed anew by Yjs and followed update by update. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTest {
  private Yjs yjs;

  @BeforeAll
  void startYjs() {
    yjs = new Yjs();
  }

  @AfterAll
  void stopYjs() {
    yjs.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "automerge-paper",
        "seph-blog1",
        "rustcode",
        "sveltecomponent",
        "friendsforever_flat",
        "clownschool_flat",
        "json-crdt-patch",
        "json-crdt-blog-post",
        "friendsforever",
        "clownschool"
      })
  void everySingleUpdateLeadsToTheTextAndTheBytesOfYjs(String name) throws Exception {
    var trace = TestData.Trace.of(yjs, name);
    var doc = YDoc.create(Limits.standard());
    for (var update : trace.updates()) {
      assertEquals(update.length, doc.apply(update).update().length, "all of it is new");
    }
    assertEnd(trace, doc);
    assertEnd(trace, YDoc.load(Limits.standard(), trace.state()));
    assertEnd(trace, YDoc.load(Limits.standard(), doc.encode()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sveltecomponent", "friendsforever", "clownschool"})
  void blocksOfUpdatesOutOfOrderLeadToTheSameText(String name) throws Exception {
    var trace = TestData.Trace.of(yjs, name);
    var updates = trace.updates();
    var blocks = new ArrayList<byte[]>();
    for (int i = 0; i < updates.size(); i += 500) {
      blocks.add(Updates.merge(updates.subList(i, Math.min(i + 500, updates.size()))));
    }
    Collections.shuffle(blocks, new Random(1));
    var doc = YDoc.create(Limits.standard());
    for (var block : blocks) {
      doc.apply(block);
    }
    assertEnd(trace, doc);
  }

  private static void assertEnd(TestData.Trace trace, YDoc doc) {
    assertEquals(trace.text(), doc.text("text").toString());
    assertArrayEquals(trace.state(), doc.encode(), () -> difference(trace.state(), doc.encode()));
  }

  private static String difference(byte[] expected, byte[] actual) {
    return "%d bytes expected, %d found, different from byte %d"
        .formatted(expected.length, actual.length, Arrays.mismatch(expected, actual));
  }
}
