package dev.meridian.okr;

/// What is expected of an objective at the end of its cycle.
public enum Ambition {
  COMMITTED,
  ASPIRATIONAL,
  LEARNING
}
