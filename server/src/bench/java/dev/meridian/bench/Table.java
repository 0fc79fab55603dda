package dev.meridian.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What was measured, as Markdown, with Meridian's ratio to the better peer.
final class Table {
  private static final String OURS = "Meridian";

  /// @param isMoreBetter whether the better peer is the one with the higher value
  private record Key(String load, String measure, boolean isMoreBetter) {}

  private final List<String> contestants = new ArrayList<>();
  private final Map<Key, Map<String, Double>> rows = new LinkedHashMap<>();

  void put(String load, String measure, String contestant, double value) {
    put(new Key(load, measure, false), contestant, value);
  }

  void putMoreIsBetter(String load, String measure, String contestant, double value) {
    put(new Key(load, measure, true), contestant, value);
  }

  private void put(Key key, String contestant, double value) {
    if (!contestants.contains(contestant)) {
      contestants.add(contestant);
    }
    rows.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(contestant, value);
  }

  String markdown() {
    StringBuilder text = new StringBuilder("| load | measure |");
    contestants.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append(" ratio |\n|---|---|").append("---|".repeat(contestants.size() + 1)).append('\n');
    String before = "";
    for (Map.Entry<Key, Map<String, Double>> row : rows.entrySet()) {
      String load = row.getKey().load();
      text.append("| ").append(load.equals(before) ? "" : load);
      text.append(" | ").append(row.getKey().measure()).append(" |");
      contestants.forEach(name ->
          text.append(' ').append(format(row.getValue().getOrDefault(name, Double.NaN))).append(" |"));
      text.append(' ').append(ratios(row.getKey(), row.getValue())).append(" |\n");
      before = load;
    }
    return text.toString();
  }

  /// One ratio for each of ours.
  private static String ratios(Key key, Map<String, Double> values) {
    var peers =
        values.entrySet().stream()
            .filter(value -> !value.getKey().startsWith(OURS) && !value.getValue().isNaN())
            .mapToDouble(Map.Entry::getValue);
    double peer = (key.isMoreBetter() ? peers.max() : peers.min()).orElse(Double.NaN);
    if (Double.isNaN(peer) || peer == 0) {
      return "";
    }
    return values.entrySet().stream()
        .filter(value -> value.getKey().startsWith(OURS))
        .map(value -> String.format(Locale.ROOT, "%.2f", value.getValue() / peer))
        .collect(Collectors.joining(", "));
  }

  static String format(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e6 || size >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
