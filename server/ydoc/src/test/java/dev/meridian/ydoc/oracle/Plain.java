package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.Span;
import dev.meridian.ydoc.YArray;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import dev.meridian.ydoc.YXml;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Shows the engine's documents as the same plain JSON that {@code plain.mjs} makes of Yjs's, so
 * that the two can be compared: nothing is lost, keys are sorted.
 */
final class Plain {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How a nested text is shown. */
  private final Function<YText, JsonNode> texts;

  private Plain(Function<YText, JsonNode> texts) {
    this.texts = texts;
  }

  /** The four roots that every case writes to. */
  static JsonNode of(YDoc doc) {
    var plain = NODES.objectNode();
    plain.set("text", of(doc.text("text")));
    plain.set("array", of(doc.array("array")));
    plain.set("map", of(doc.map("map")));
    plain.set("xml", of(doc.xml("xml")));
    return plain;
  }

  static JsonNode of(Item item) {
    var plain = new Plain(text -> special("t", of(text)));
    return item instanceof YText text ? plain.delta(text) : plain.item(item);
  }

  /** As {@code toJSON} of Yjs, which shows texts without their marks. */
  static JsonNode withTextsAsStrings(Item item) {
    return new Plain(text -> NODES.textNode(text.toString())).item(item);
  }

  /** Ordinary JSON in plain form. */
  static JsonNode ofJson(JsonNode json) {
    if (json.isArray()) {
      return list(json.valueStream().toList(), Plain::ofJson);
    }
    if (json.isObject()) {
      var entries = new TreeMap<String, JsonNode>();
      json.propertyStream().forEach(e -> entries.put(e.getKey(), ofJson(e.getValue())));
      return object(entries);
    }
    return json.isNumber() ? number(json.doubleValue()) : json;
  }

  static JsonNode object(SortedMap<String, JsonNode> entries) {
    var pairs = NODES.arrayNode();
    entries.forEach((key, value) -> pairs.add(NODES.arrayNode().add(key).add(value)));
    return special("o", pairs);
  }

  static JsonNode special(String tag, JsonNode value) {
    return NODES.objectNode().set(tag, value);
  }

  /** Numbers as the JSON reader makes them of JavaScript's text. */
  static JsonNode number(double value) {
    if (!Double.isFinite(value) || 1 / value == Double.NEGATIVE_INFINITY) {
      return special("n", NODES.textNode(Double.isFinite(value) ? "-0" : Double.toString(value)));
    }
    return NODES.numberNode(value);
  }

  private JsonNode item(Item item) {
    return switch (item) {
      case Any value -> value(value);
      case YText text -> texts.apply(text);
      case YArray array -> list(array.items(), this::item);
      case YMap map -> map(map);
      case YXml xml -> xml(xml);
    };
  }

  private JsonNode value(Any any) {
    return switch (any) {
      case Any.Null _ -> NODES.nullNode();
      case Any.Undefined _ -> special("u", number(1));
      case Any.Bool(var value) -> NODES.booleanNode(value);
      case Any.Num(var value) -> number(value);
      case Any.BigInt(var value) -> special("i", NODES.textNode(Long.toString(value)));
      case Any.Str(var value) -> NODES.textNode(value);
      case Any.Bytes(var value) -> special("b", NODES.textNode(Yjs.base64(value)));
      case Any.Arr(var values) -> list(values, this::value);
      case Any.Obj(var values) -> values(values);
    };
  }

  private JsonNode values(Map<String, Any> values) {
    var entries = new TreeMap<String, JsonNode>();
    values.forEach((key, value) -> entries.put(key, value(value)));
    return object(entries);
  }

  private JsonNode map(YMap map) {
    var entries = new TreeMap<String, JsonNode>();
    map.keys().forEach(key -> entries.put(key, item(map.get(key).orElseThrow())));
    return object(entries);
  }

  private JsonNode xml(YXml xml) {
    var children = list(xml.children(), this::item);
    if (xml.name().isEmpty()) {
      return children;
    }
    var attributes = new TreeMap<String, JsonNode>();
    xml.attributes().forEach((name, value) -> attributes.put(name, item(value)));
    ObjectNode element = NODES.objectNode().put("e", xml.name());
    element.set("a", object(attributes));
    element.set("c", children);
    return element;
  }

  private JsonNode delta(YText text) {
    return list(text.spans(), this::span);
  }

  private JsonNode span(Span span) {
    var operation = new TreeMap<String, JsonNode>();
    operation.put("insert", item(span.content()));
    if (!span.marks().isEmpty()) {
      operation.put("attributes", values(span.marks().values()));
    }
    return object(operation);
  }

  private static <T> JsonNode list(Collection<T> items, Function<T, JsonNode> each) {
    var list = NODES.arrayNode();
    items.forEach(item -> list.add(each.apply(item)));
    return list;
  }
}
