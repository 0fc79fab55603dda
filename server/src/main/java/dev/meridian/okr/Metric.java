package dev.meridian.okr;

/// What kind of figure a key result is measured in. `PERCENTAGE` is held in points: 41.5 means 41.5
/// %.
public enum Metric {
  NUMBER,
  PERCENTAGE,
  CURRENCY,
  BOOLEAN,
  MILESTONE,
  ZONES
}
