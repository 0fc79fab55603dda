package dev.meridian.ydoc;

/** Says which client ids a sender may bring new structs for. */
@FunctionalInterface
public interface ClientGate {
  /** Lets everybody in. */
  ClientGate OPEN = (_, _, _) -> true;

  /**
   * Asked once per client of an update that has structs beyond what the document holds, before
   * anything is linked. What the document already has is never asked about; what only waits is
   * asked about when it arrives.
   *
   * @param client id of the client the structs belong to
   * @param fromClock first clock that is new
   * @param toClock clock after the last new one
   * @return false to refuse the whole update with {@link UpdateRejected.Reason#FOREIGN_CLIENT}
   */
  boolean admit(long client, int fromClock, int toClock);
}
