package dev.meridian.record.patch;

/// Replaces the units `from` to `to` of a text. Positions are UTF-16 units of the text before any
/// edit.
///
/// @param to exclusive; equal to `from` = a pure insertion
record TextEdit(int from, int to, String text) {
  /// How much longer the text gets.
  int growth() {
    return text.length() - (to - from);
  }
}
