package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import org.junit.jupiter.api.Test;

/**
 * 5,320 random cases recorded by the authors of Yrs and Yjs: updates in, text, map and array out.
 */
class SmallDatasetTest {
  @Test
  void everyCaseReadsAsItsAuthorsSay() throws Exception {
    var in = new Lib0Reader(TestData.smallDataset());
    int cases = in.count();
    int updates = 0;
    for (int i = 0; i < cases; i++) {
      var doc = YDoc.create(Limits.standard());
      int n = in.count();
      for (int j = 0; j < n; j++) {
        doc.apply(in.bytes());
      }
      updates += n;
      assertEquals(in.string(), doc.text("text").toString(), "text of case " + i);
      assertEquals(in.any(), Plain.withTextsAsStrings(doc.map("map")), "map of case " + i);
      assertEquals(in.any(), Plain.withTextsAsStrings(doc.array("array")), "array of case " + i);
    }
    assertEquals(5_320, cases);
    assertEquals(46_385, updates);
    in.assertAtEnd();
  }
}
