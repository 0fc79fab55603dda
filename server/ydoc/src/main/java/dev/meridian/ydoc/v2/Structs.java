package dev.meridian.ydoc.v2;

/** The numbers that both formats write for kinds of structs and types. */
final class Structs {
  static final int HAS_ORIGIN = 0x80;
  static final int HAS_RIGHT = 0x40;
  static final int HAS_KEY = 0x20;
  static final int KIND = 0x1F;

  static final int GC = 0;
  static final int DELETED = 1;
  static final int JSON = 2;
  static final int BINARY = 3;
  static final int STRING = 4;
  static final int EMBED = 5;
  static final int FORMAT = 6;
  static final int TYPE = 7;
  static final int ANY = 8;
  static final int DOC = 9;
  static final int SKIP = 10;

  private static final int XML_ELEMENT = 3;
  private static final int XML_HOOK = 5;

  private Structs() {}

  static boolean isNamed(long type) {
    return type == XML_ELEMENT || type == XML_HOOK;
  }
}
