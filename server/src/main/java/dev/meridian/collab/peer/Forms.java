package dev.meridian.collab.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Messages as they go to the wire, each made once however many connections of an event loop get
/// it. Used on that loop only.
public final class Forms implements AutoCloseable {
  /// A message ready for the wire.
  public interface Form extends AutoCloseable {
    /// Nobody else gets it.
    @Override
    void close();
  }

  private record Key(Object kind, PeerMessage message) {}

  private final Map<Key, Form> forms = new HashMap<>();

  /// @param kind what the form depends on besides the message; its class tells the class of the
  ///   form
  @SuppressWarnings("unchecked")
  public <F extends Form> F form(Object kind, PeerMessage message, Supplier<F> making) {
    return (F) forms.computeIfAbsent(new Key(kind, message), _ -> making.get());
  }

  @Override
  public void close() {
    forms.values().forEach(Form::close);
    forms.clear();
  }
}
