package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.MalformedException;

/** An update, state or state vector was refused; the document is as it was before. */
public final class UpdateRejected extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why bytes are refused. */
  public enum Reason {
    /**
     * Not a well-formed update: cut short, bad UTF-8 or JSON, unknown kinds, impossible references.
     */
    MALFORMED,
    /** More bytes than one update, value, key or document may have. */
    TOO_LARGE,
    /** More structs or delete ranges than one update or document may have. */
    TOO_MANY,
    /** Types or values nested too deep. */
    TOO_DEEP,
    /** A clock beyond 2^31-1, or more length without content than a document may have. */
    CLOCK,
    /** More client ids than one update or document may have. */
    CLIENTS,
    /** A root type whose name is not on the list. */
    UNKNOWN_ROOT,
    /** Finding the places of its items takes too long. */
    COST,
    /** The {@link ClientGate} said no. */
    FOREIGN_CLIENT
  }

  private final Reason reason;
  private final long offset;

  public UpdateRejected(Reason reason, long offset, String message) {
    super(reason + " at byte " + offset + ": " + message, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  /** The same trouble, as a refusal. */
  public static UpdateRejected of(MalformedException e) {
    return new UpdateRejected(Reason.MALFORMED, e.offset(), e.problem());
  }

  public Reason reason() {
    return reason;
  }

  /** Byte offset in the refused bytes where the trouble was seen; -1 when it has no place. */
  public long offset() {
    return offset;
  }
}
