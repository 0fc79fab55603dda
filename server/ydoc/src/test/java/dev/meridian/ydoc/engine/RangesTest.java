package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RangesTest {
  private final Ranges ranges = new Ranges();

  private String text() {
    var text = new StringBuilder();
    for (int i = 0; i < ranges.size(); i++) {
      text.append('[').append(ranges.clock(i)).append(',').append(ranges.end(i)).append(')');
    }
    return text.toString();
  }

  @Test
  void joinWhatGoesOnWhereTheLastOneEnds() {
    ranges.add(3, 2);
    ranges.add(5, 4);
    assertEquals("[3,9)", text());
  }

  @Test
  void appendedStayApart() {
    ranges.append(3, 2);
    ranges.append(5, 4);
    assertEquals("[3,5)[5,9)", text());
  }

  @Test
  void areInOrderAndApartWhenNormal() {
    ranges.add(20, 5);
    ranges.add(3, 2);
    ranges.add(4, 10);
    ranges.add(6, 1);
    ranges.add(14, 1);
    ranges.normalize();
    assertEquals("[3,15)[20,25)", text());
  }

  @Test
  void reachUpToTheLastClock() {
    ranges.add(0, Integer.MAX_VALUE);
    ranges.add(5, 7);
    ranges.normalize();
    assertEquals("[0," + Integer.MAX_VALUE + ")", text());
  }
}
