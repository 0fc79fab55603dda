package dev.meridian.okr.wording;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a title says about its kind: does it hold a figure, does it name work instead of an
/// outcome. English and German.
public final class Wording {
  /// Digits of any script with their sign, separators and unit sign; not digits inside a word (Q3,
  /// B2B).
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{Nd}])"
              + "[-+±]?\\p{Sc}?\\p{Nd}+(?:[.,'’\\u00a0\\u202f]\\p{Nd}+)*"
              + "(?:\\s?[%‰]|\\s?\\p{Sc}|(?:k|m|bn|x|h|d|s|ms|pp|th|st|nd|rd)(?![\\p{L}\\p{M}])"
              + "|(?![\\p{L}\\p{M}\\p{Nd}]))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  private static final Set<String> OUTPUT_WORDS =
      Set.of(
          "launch",
          "launched",
          "launching",
          "build",
          "built",
          "building",
          "implement",
          "implemented",
          "implementing",
          "deliver",
          "delivered",
          "delivering",
          "ship",
          "shipped",
          "shipping",
          "create",
          "created",
          "creating",
          "release",
          "released",
          "releasing",
          "develop",
          "developed",
          "developing",
          "introduce",
          "introduced",
          "introducing",
          "migrate",
          "migrated",
          "migrating",
          "deploy",
          "deployed",
          "deploying",
          "install",
          "installed",
          "installing",
          "publish",
          "published",
          "publishing",
          "rollout",
          "finish",
          "complete",
          "entwickeln",
          "entwickelt",
          "bauen",
          "gebaut",
          "einführen",
          "eingeführt",
          "einführung",
          "umsetzen",
          "umgesetzt",
          "umsetzung",
          "liefern",
          "geliefert",
          "ausliefern",
          "ausgeliefert",
          "erstellen",
          "erstellt",
          "veröffentlichen",
          "veröffentlicht",
          "implementieren",
          "implementiert",
          "ausrollen",
          "ausgerollt",
          "migrieren",
          "migriert",
          "fertigstellen",
          "fertiggestellt",
          "abschließen",
          "starten",
          "launchen");

  private Wording() {}

  /// The first figure in the text, as written.
  public static Optional<String> number(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.find() ? Optional.of(number.group()) : Optional.empty();
  }

  /// The first word that names work to be done rather than what it brings about, as written.
  public static Optional<String> output(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(word -> OUTPUT_WORDS.contains(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
