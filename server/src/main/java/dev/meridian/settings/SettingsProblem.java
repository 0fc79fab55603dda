package dev.meridian.settings;

import java.util.List;

/// Everything that is wrong with the settings, a sentence each.
public final class SettingsProblem extends RuntimeException {

  private final transient List<String> sentences;

  SettingsProblem(List<String> sentences) {
    super(String.join("\n", sentences));
    this.sentences = List.copyOf(sentences);
  }

  public List<String> sentences() {
    return sentences;
  }
}
