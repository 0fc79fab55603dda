package dev.meridian.collab;

/// The close codes of `/collab`: the first five are terminal, the others ask to come back.
public enum CloseCode {
  MALFORMED(4400),
  UNAUTHENTICATED(4401),
  FORBIDDEN(4403),
  NOT_FOUND(4404),
  OVER_LIMIT(4413),
  TOO_SLOW_TO_AUTHENTICATE(4508),
  RESYNC(4509),
  TOO_MANY(4529),
  RESTART(1012);

  private final short code;

  CloseCode(int code) {
    this.code = (short) code;
  }

  public short code() {
    return code;
  }
}
