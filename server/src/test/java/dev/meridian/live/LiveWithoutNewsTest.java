package dev.meridian.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two servers that tell each other nothing, so that all comes by looking at the heads.
class LiveWithoutNewsTest extends LiveSeveralNodesContract {
  @Override
  Map<String, String> settings() {
    return Map.of();
  }

  @Override
  void ready(TestServer server) {}

  @Test
  void v10WhatNoNewsToldIsCountedAsACorrection() {
    rename("Known"); // the first look at a stream corrects nothing
    untilNamed("Known");
    double before = Metrics.of(two, "meridian_live_corrections_total");
    rename("Corrected");
    untilNamed("Corrected");
    assertTrue(Metrics.of(two, "meridian_live_corrections_total") > before);
  }
}
