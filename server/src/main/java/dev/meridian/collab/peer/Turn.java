package dev.meridian.collab.peer;

import org.jspecify.annotations.Nullable;

/// Answers the questions of one connection one at a time: while an answer is under way, or the
/// socket takes nothing, only the last question waits. So nobody makes answers pile up by asking.
/// Touched only on the document's owner loop.
public final class Turn {
  private boolean busy;
  private boolean stopped;
  private @Nullable Runnable next;

  /// @param answer calls [#done] in the end, when the socket has taken it over
  public void ask(Runnable answer) {
    next = answer;
    goOn();
  }

  /// The answer is out of the house.
  public void done() {
    busy = false;
    goOn();
  }

  /// The socket takes nothing for now.
  void stop() {
    stopped = true;
  }

  void resume() {
    stopped = false;
    goOn();
  }

  private void goOn() {
    Runnable answer = next;
    if (answer != null && !busy && !stopped) {
      next = null;
      busy = true;
      answer.run();
    }
  }
}
