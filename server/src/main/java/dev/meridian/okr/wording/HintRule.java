package dev.meridian.okr.wording;

/// What a wording hint is about.
public enum HintRule {
  OBJECTIVE_HAS_NUMBER,
  KEY_RESULT_WITHOUT_NUMBER,
  OUTPUT_WORDING,
  TOO_MANY_OBJECTIVES,
  TOO_MANY_KEY_RESULTS
}
