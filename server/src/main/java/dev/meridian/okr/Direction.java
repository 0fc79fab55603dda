package dev.meridian.okr;

/// Where the figure of a key result should go, or where it should stay.
public enum Direction {
  INCREASE,
  DECREASE,
  MAINTAIN_ABOVE,
  MAINTAIN_BELOW,
  MAINTAIN_WITHIN
}
