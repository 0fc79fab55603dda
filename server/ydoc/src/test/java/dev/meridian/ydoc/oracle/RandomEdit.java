package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Edit;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.Marks;
import dev.meridian.ydoc.YArray;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import dev.meridian.ydoc.YXml;
import java.util.List;

/**
 * One edit, told so that the engine and Yjs can both make it.
 *
 * @param path from a root's name through keys and indexes to the type that changes
 * @param operation what happens to it
 */
record RandomEdit(List<Object> path, Operation operation) {

  /** What an edit does to its type. */
  sealed interface Operation {}

  record InsertText(int at, String text) implements Operation {}

  record InsertMarked(int at, String text, Marks marks) implements Operation {}

  record Embed(int at, Any value, Marks marks) implements Operation {}

  record Mark(int at, int length, Marks marks) implements Operation {}

  record InsertValues(int at, List<Any> values) implements Operation {}

  record InsertType(int at, Kind kind) implements Operation {}

  record Delete(int at, int length) implements Operation {}

  record SetValue(String key, Any value) implements Operation {}

  record SetType(String key, Kind kind) implements Operation {}

  record DeleteKey(String key) implements Operation {}

  /** Types that can be nested; elements and texts inside XML, the others in arrays and maps. */
  enum Kind {
    ARRAY,
    MAP,
    TEXT,
    ELEMENT
  }

  void applyTo(Edit edit) {
    switch (target(edit)) {
      case YText text -> inText(text);
      case YArray array -> inArray(array);
      case YMap map -> inMap(map);
      case YXml xml -> inXml(xml);
      case Any value -> throw new AssertionError("not a type: " + value);
    }
  }

  /** The same edit for {@code edits.mjs}. */
  ObjectNode json() {
    var json = Yjs.JSON.createObjectNode();
    json.set("path", Yjs.JSON.valueToTree(path));
    json.put("do", operation.getClass().getSimpleName());
    switch (operation) {
      case InsertText(int at, String text) -> json.put("at", at).put("text", text);
      case InsertMarked(int at, String text, Marks marks) ->
          json.put("at", at).put("text", text).set("marks", plain(marks));
      case Embed(int at, Any value, Marks marks) -> {
        json.put("at", at).set("value", Plain.of(value));
        json.set("marks", plain(marks));
      }
      case Mark(int at, int length, Marks marks) ->
          json.put("at", at).put("length", length).set("marks", plain(marks));
      case InsertValues(int at, List<Any> values) ->
          json.put("at", at).set("values", Plain.of(new Any.Arr(values)));
      case InsertType(int at, Kind kind) -> json.put("at", at).put("kind", kind.name());
      case Delete(int at, int length) -> json.put("at", at).put("length", length);
      case SetValue(String key, Any value) -> json.put("key", key).set("value", Plain.of(value));
      case SetType(String key, Kind kind) -> json.put("key", key).put("kind", kind.name());
      case DeleteKey(String key) -> json.put("key", key);
    }
    return json;
  }

  private static JsonNode plain(Marks marks) {
    return Plain.of(new Any.Obj(marks.values()));
  }

  private Item target(Edit edit) {
    var root = (String) path.getFirst();
    Item item =
        switch (root) {
          case "text" -> edit.text(root);
          case "array" -> edit.array(root);
          case "map" -> edit.map(root);
          default -> edit.xml(root);
        };
    for (Object step : path.subList(1, path.size())) {
      item =
          switch (item) {
            case YArray array -> array.get((int) step);
            case YMap map -> map.get((String) step).orElseThrow();
            case YXml xml -> xml.children().get((int) step);
            case YText _, Any _ -> throw new AssertionError("no way through " + item);
          };
    }
    return item;
  }

  private void inText(YText text) {
    switch (operation) {
      case InsertText(int at, String inserted) -> text.insert(at, inserted);
      case InsertMarked(int at, String inserted, Marks marks) -> text.insert(at, inserted, marks);
      case Embed(int at, Any value, Marks marks) -> text.embed(at, value, marks);
      case Mark(int at, int length, Marks marks) -> text.mark(at, length, marks);
      case Delete(int at, int length) -> text.delete(at, length);
      default -> throw new AssertionError(this);
    }
  }

  private void inArray(YArray array) {
    switch (operation) {
      case InsertValues(int at, List<Any> values) -> array.insert(at, values.toArray(new Any[0]));
      case InsertType(int at, Kind kind) -> {
        switch (kind) {
          case ARRAY -> array.insertArray(at);
          case MAP -> array.insertMap(at);
          default -> array.insertText(at);
        }
      }
      case Delete(int at, int length) -> array.delete(at, length);
      default -> throw new AssertionError(this);
    }
  }

  private void inMap(YMap map) {
    switch (operation) {
      case SetValue(String key, Any value) -> map.set(key, value);
      case SetType(String key, Kind kind) -> {
        switch (kind) {
          case ARRAY -> map.setArray(key);
          case MAP -> map.setMap(key);
          default -> map.setText(key);
        }
      }
      case DeleteKey(String key) -> map.delete(key);
      default -> throw new AssertionError(this);
    }
  }

  private void inXml(YXml xml) {
    switch (operation) {
      case InsertType(int at, Kind kind) -> {
        if (kind == Kind.ELEMENT) {
          xml.insertElement(at, "p");
        } else {
          xml.insertText(at);
        }
      }
      case Delete(int at, int length) -> xml.delete(at, length);
      case SetValue(String key, Any value) -> xml.setAttribute(key, value);
      case DeleteKey(String key) -> xml.removeAttribute(key);
      default -> throw new AssertionError(this);
    }
  }
}
