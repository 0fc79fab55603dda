package dev.meridian.http;

import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;

/// Values of a body that the contract cannot check in full. Each throws a [Problem] that names its
/// field.
public final class Fields {

  private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private Fields() {}

  /// A name in normal form (NFC), trimmed, on one line.
  public static String name(JsonObject body, String field) {
    var name = Normalizer.normalize(body.getString(field).strip(), Normalizer.Form.NFC);
    if (name.isEmpty()) {
      throw Problem.field(field, "must not be empty");
    }
    if (name.codePoints().anyMatch(Fields::isControl)) {
      throw Problem.field(field, "must not have line breaks or control characters");
    }
    return name;
  }

  /// Controls, line and paragraph separators, and the marks that turn the direction of what
  /// follows.
  private static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> isBetween(codePoint, 0x202A, 0x202E) || isBetween(codePoint, 0x2066, 0x2069);
    };
  }

  private static boolean isBetween(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }

  public static String timeZone(JsonObject body, String field) {
    var zone = body.getString(field);
    if (!TIME_ZONES.contains(zone)) {
      throw Problem.field(field, "is no IANA time zone, such as Europe/Berlin");
    }
    return zone;
  }

  /// As written, without blanks around it.
  public static String email(JsonObject body, String field) {
    var email = body.getString(field).strip();
    if (!EMAIL.matcher(email).matches() || email.codePoints().anyMatch(Fields::isControl)) {
      throw Problem.field(field, "is no e-mail address");
    }
    return email;
  }

  public static LocalDate date(JsonObject body, String field) {
    try {
      return LocalDate.parse(body.getString(field));
    } catch (DateTimeException _) {
      throw Problem.field(field, "is no date of the calendar");
    }
  }
}
