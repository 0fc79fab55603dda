package dev.meridian.ydoc;

/**
 * The values there is only one of. Not in {@link Any} itself: its default methods make every value
 * initialize it, and two threads that began at both ends would wait for each other for ever.
 */
interface AnyConstants {
  Any NULL = new Any.Null();
  Any UNDEFINED = new Any.Undefined();
  Any TRUE = new Any.Bool(true);
  Any FALSE = new Any.Bool(false);
}
