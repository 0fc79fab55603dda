package dev.meridian.auth;

import java.util.Locale;

/// Why a sign-in ended.
public enum EndReason {
  SIGNED_OUT,
  SIGNED_OUT_EVERYWHERE,
  REUSE,
  PASSWORD,
  REMOVED;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
