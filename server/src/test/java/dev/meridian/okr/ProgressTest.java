package dev.meridian.okr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static void assertRatio(String expected, Optional<BigDecimal> ratio) {
    assertTrue(ratio.isPresent());
    assertEquals(0, decimal(expected).compareTo(ratio.get()), () -> "ratio is " + ratio.get());
  }

  @Nested
  class Towards {
    @Test
    void saysNothingWhenTheStartIsTheTarget() {
      assertEquals(
          Optional.empty(), new Measure.Towards(decimal("5"), decimal("5.0")).ratio(decimal("7")));
    }

    @Test
    void oneFormulaServesUpAndDown() {
      assertRatio("0.5", new Measure.Towards(decimal("10"), decimal("20")).ratio(decimal("15")));
      assertRatio("0.5", new Measure.Towards(decimal("20"), decimal("10")).ratio(decimal("15")));
    }

    @Test
    void keepsTheRawRatioBelowZeroAndAboveOne() {
      assertRatio("-1", new Measure.Towards(decimal("10"), decimal("20")).ratio(decimal("0")));
      assertRatio("2", new Measure.Towards(decimal("10"), decimal("20")).ratio(decimal("30")));
    }

    @Test
    void isExactWhereBinaryFloatingPointIsNot() {
      assertRatio("0.1", new Measure.Towards(decimal("0"), decimal("3")).ratio(decimal("0.3")));
    }

    @Test
    void saysNothingWhenTheRatioHasMoreThan38Digits() {
      BigDecimal tiny = decimal("0." + "0".repeat(36) + "1");
      assertEquals(
          Optional.empty(),
          new Measure.Towards(BigDecimal.ZERO, tiny).ratio(decimal("9".repeat(38))));
    }

    @Test
    void mirroringStartTargetAndCurrentKeepsTheRatio() {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < 2_000; i++) {
        BigDecimal start = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(4));
        BigDecimal target = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(4));
        BigDecimal current = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(4));
        assertEquals(
            new Measure.Towards(start, target).ratio(current),
            new Measure.Towards(start.negate(), target.negate()).ratio(current.negate()),
            "seed " + seed);
      }
    }
  }

  @Nested
  class Inside {
    @Test
    void saysNothingWhenTheBoundsAreCrossed() {
      assertEquals(
          Optional.empty(),
          new Measure.Inside(Optional.of(decimal("9")), Optional.of(decimal("1")), decimal("1"))
              .ratio(decimal("5")));
    }

    @Test
    void boundsAreInclusive() {
      var band =
          new Measure.Inside(Optional.of(decimal("1")), Optional.of(decimal("9")), BigDecimal.ZERO);
      assertRatio("1", band.ratio(decimal("1")));
      assertRatio("1", band.ratio(decimal("9.0")));
      assertRatio("0", band.ratio(decimal("9.01")));
    }

    @Test
    void fallsLinearlyOverTheTolerance() {
      var floor = new Measure.Inside(Optional.of(decimal("99")), Optional.empty(), decimal("4"));
      assertRatio("0.75", floor.ratio(decimal("98")));
      assertRatio("0", floor.ratio(decimal("95")));
      assertRatio("0", floor.ratio(decimal("10")));
    }

    @Test
    void isAlwaysBetweenZeroAndOneAndNeverRisesOutwards() {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < 2_000; i++) {
        var ceiling =
            new Measure.Inside(
                Optional.empty(),
                Optional.of(BigDecimal.valueOf(random.nextInt(100))),
                BigDecimal.valueOf(random.nextInt(20)));
        BigDecimal nearer = BigDecimal.valueOf(random.nextInt(200));
        BigDecimal farther = nearer.add(BigDecimal.valueOf(random.nextInt(50)));
        BigDecimal near = ceiling.ratio(nearer).orElseThrow();
        BigDecimal far = ceiling.ratio(farther).orElseThrow();
        assertTrue(far.signum() >= 0 && near.compareTo(BigDecimal.ONE) <= 0, "seed " + seed);
        assertTrue(far.compareTo(near) <= 0, "seed " + seed);
      }
    }
  }

  @Nested
  class Zones {
    private final Measure.Zones rising =
        new Measure.Zones(
            Optional.of(decimal("10")),
            Optional.of(decimal("20")),
            Optional.of(decimal("30")),
            false);

    @Test
    void areSteps() {
      assertRatio("0", rising.ratio(decimal("9")));
      assertRatio("0.3", rising.ratio(decimal("10")));
      assertRatio("0.7", rising.ratio(decimal("29")));
      assertRatio("1", rising.ratio(decimal("30")));
    }

    @Test
    void fallWhenLessIsBetter() {
      var falling =
          new Measure.Zones(
              Optional.of(decimal("30")), Optional.of(decimal("20")), Optional.empty(), true);
      assertRatio("0.3", falling.ratio(decimal("25")));
      assertRatio("0.7", falling.ratio(decimal("20")));
    }
  }

  @Nested
  class BeforeCheckIn {
    private Progress of(Metric metric, Direction direction, String start, String target) {
      return Progress.beforeCheckIn(
          new Progress.Figures(
              metric,
              direction,
              Optional.empty(),
              start.isEmpty() ? Optional.empty() : Optional.of(decimal(start)),
              target.isEmpty() ? Optional.empty() : Optional.of(decimal(target)),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              new Measure.Zones(Optional.empty(), Optional.empty(), Optional.empty(), false),
              List.of()));
    }

    @Test
    void isUndefinedWithoutStartOrTarget() {
      assertEquals(
          Progress.State.UNDEFINED, of(Metric.NUMBER, Direction.INCREASE, "", "5").state());
      assertEquals(
          Progress.State.UNDEFINED, of(Metric.NUMBER, Direction.INCREASE, "5", "").state());
    }

    @Test
    void countsTheStartAndIsPending() {
      Progress progress = of(Metric.PERCENTAGE, Direction.INCREASE, "41.5", "60");
      assertEquals(Progress.State.PENDING, progress.state());
      assertEquals(Optional.of(decimal("41.5")), progress.current());
      assertRatio("0", progress.ratio());
    }

    @Test
    void aMissingBoundIsTheTarget() {
      assertRatio("1", of(Metric.NUMBER, Direction.MAINTAIN_ABOVE, "99.9", "99").ratio());
    }

    @Test
    void aBooleanStartsAtNo() {
      assertRatio("0", of(Metric.BOOLEAN, Direction.INCREASE, "", "").ratio());
    }
  }

  @Nested
  class Milestones {
    @Test
    void withoutWeightSayNothing() {
      assertEquals(Optional.empty(), Measure.ofSteps(List.of()));
      assertEquals(
          Optional.empty(), Measure.ofSteps(List.of(new Measure.Step(BigDecimal.ZERO, true))));
    }

    @Test
    void countByTheirWeights() {
      assertRatio(
          "0.75",
          Measure.ofSteps(
              List.of(
                  new Measure.Step(decimal("3"), true), new Measure.Step(decimal("1"), false))));
    }
  }
}
