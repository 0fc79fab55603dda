/**
 * The Yjs document engine. Needs nothing but {@code java.base}; the annotations of JSpecify are
 * there for whoever compiles against it.
 */
module dev.meridian.ydoc {
  requires static org.jspecify;

  exports dev.meridian.ydoc;
  exports dev.meridian.ydoc.lib0;
  exports dev.meridian.ydoc.sync;
}
