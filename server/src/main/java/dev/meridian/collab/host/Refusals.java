package dev.meridian.collab.host;

import dev.meridian.collab.CloseCode;
import dev.meridian.ydoc.UpdateRejected;
import java.util.Locale;

/// How a refused update is told: the close code and its reason.
final class Refusals {
  private Refusals() {}

  static CloseCode closeCode(UpdateRejected rejected) {
    return switch (rejected.reason()) {
      case MALFORMED, UNKNOWN_ROOT -> CloseCode.MALFORMED;
      case FOREIGN_CLIENT -> CloseCode.FORBIDDEN;
      case TOO_LARGE, TOO_MANY, TOO_DEEP, CLOCK, CLIENTS, COST -> CloseCode.OVER_LIMIT;
    };
  }

  /// Lower case, words joined by a hyphen: `foreign-client`.
  static String reason(UpdateRejected rejected) {
    return reason(rejected.reason());
  }

  static String reason(UpdateRejected.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
