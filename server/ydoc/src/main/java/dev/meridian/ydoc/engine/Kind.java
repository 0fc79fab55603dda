package dev.meridian.ydoc.engine;

/** The kinds of structs, by the number they have on the wire. */
final class Kind {
  /** A collected range: only its length is known, and it has no place in any type. */
  static final byte GC = 0;

  /** Deleted content of a known length. */
  static final byte DELETED = 1;

  /** Values as JSON texts, written by Yjs before version 13. */
  static final byte JSON = 2;

  static final byte BINARY = 3;
  static final byte STRING = 4;

  /** A value embedded in a text. */
  static final byte EMBED = 5;

  /** Where a mark of a text begins or ends. */
  static final byte FORMAT = 6;

  static final byte TYPE = 7;
  static final byte ANY = 8;

  /** A document inside the document; kept, not looked into. */
  static final byte DOC = 9;

  /** A gap in a merged update. */
  static final byte SKIP = 10;

  private Kind() {}

  /** Has elements that count for the length of the type they are in. */
  static boolean isCountable(byte kind) {
    return kind >= JSON && kind != FORMAT;
  }
}
