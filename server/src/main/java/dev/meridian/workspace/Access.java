package dev.meridian.workspace;

/// What a caller may do with a record. `NONE` is answered as if the record did not exist.
public enum Access {
  NONE,
  READ,
  WRITE
}
