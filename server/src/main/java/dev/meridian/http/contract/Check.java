package dev.meridian.http.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A schema of the contract as a check of a value, which tells in plain words what is wrong with
/// it.
public final class Check {

  private static final String MISSING_START = "required property \"";

  private final Validator validator;
  private final JsonObject contract;

  Check(Validator validator, JsonObject contract) {
    this.validator = validator;
    this.contract = contract;
  }

  /// What is wrong with each field, by its path (`zones.commit`; empty for the value as a whole).
  /// Empty when the value is as the contract says.
  public Map<String, String> problems(Object value) {
    var result = validator.validate(value);
    var problems = new LinkedHashMap<String, String>();
    if (!result.getValid()) {
      for (var error : result.getErrors()) {
        add(problems, error);
      }
      if (problems.isEmpty()) {
        problems.put("", "is not as the contract says");
      }
    }
    return problems;
  }

  /// The first reason counts: the validator repeats itself about a field from the outside.
  private void add(Map<String, String> problems, OutputUnit error) {
    var location = error.getKeywordLocation();
    var keyword = location.substring(location.lastIndexOf('/') + 1);
    var field = field(error.getInstanceLocation());
    if (keyword.equals("required")) {
      problems.putIfAbsent(inside(field, missingName(error.getError())), "is missing");
      return;
    }
    var reason = reason(keyword, keywordValue(error));
    if (reason != null) {
      problems.putIfAbsent(field, reason);
    }
  }

  private @Nullable Object keywordValue(OutputUnit error) {
    var uri = error.getAbsoluteKeywordLocation();
    if (uri == null) {
      return null;
    }
    var pointer = uri.substring(uri.indexOf('#') + 1).replace("%7B", "{").replace("%7D", "}");
    return JsonPointer.from(pointer).queryJson(contract);
  }

  /// Null for keywords that only say that something inside them is wrong.
  private static @Nullable String reason(String keyword, @Nullable Object value) {
    return switch (keyword) {
      case "type" -> "must be " + typeWords(value);
      case "enum" -> "must be one of " + words(value);
      case "minLength" ->
          Integer.valueOf(1).equals(value)
              ? "must not be empty"
              : "must have at least %s characters".formatted(value);
      case "maxLength" -> "must have at most %s characters".formatted(value);
      case "minimum" -> "must be at least " + value;
      case "maximum" -> "must be at most " + value;
      case "pattern" -> patternWords(String.valueOf(value));
      case "additionalProperties" -> "is not known here";
      default -> null;
    };
  }

  private static String typeWords(@Nullable Object value) {
    return value instanceof JsonArray types
        ? types.stream().map(Check::typeWord).collect(Collectors.joining(" or "))
        : typeWord(String.valueOf(value));
  }

  private static String typeWord(Object type) {
    return switch (String.valueOf(type)) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "object" -> "an object";
      case "array" -> "a list";
      case String other -> other;
    };
  }

  private static String words(@Nullable Object value) {
    return value instanceof JsonArray choices
        ? choices.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  private static String patternWords(String pattern) {
    if (pattern.startsWith("^[0-9]{4}-")) {
      return "must be a date, YYYY-MM-DD";
    }
    if (pattern.startsWith("^[0-9]{1,")) {
      return "must be a whole number";
    }
    if (pattern.startsWith("^-?[0-9]+")) {
      return "must be a decimal number as a text, such as \"12.5\"";
    }
    return "must be an id: letters, digits, - and _, at most 64";
  }

  private static String missingName(String error) {
    int start = error.indexOf(MISSING_START);
    return start < 0 ? "" : error.substring(start + MISSING_START.length(), error.lastIndexOf('"'));
  }

  /// `#/zones/commit` as `zones.commit`.
  private static String field(String location) {
    return location.replaceFirst("^#/?", "").replace('/', '.');
  }

  private static String inside(String field, String name) {
    return field.isEmpty() ? name : field + "." + name;
  }
}
