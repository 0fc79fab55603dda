package dev.meridian.okr;

/// Whether a key result moves before its outcome does, or with it.
public enum Indicator {
  LEADING,
  LAGGING
}
