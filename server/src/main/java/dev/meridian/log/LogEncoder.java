package dev.meridian.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/// Writes events of the log as text for people, or as one JSON object a line for programs. Made and
/// set by `logback.xml`, from the variable `MERIDIAN_LOG_FORMAT`.
///
/// What a line belongs to, such as a request, is passed to it as key and value where it is written:
/// event loops are shared, so nothing about it can be kept with the thread.
public final class LogEncoder extends EncoderBase<ILoggingEvent> {

  private final PatternLayout text = new PatternLayout();
  private boolean json;

  /// @param format `json`; anything else is text
  public void setFormat(String format) {
    json = format.strip().equalsIgnoreCase("json");
  }

  /// @param pattern of lines of text
  public void setPattern(String pattern) {
    text.setPattern(pattern);
  }

  @Override
  public void setContext(Context context) {
    super.setContext(context);
    text.setContext(context);
  }

  @Override
  public void start() {
    text.start();
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = json ? JsonLine.of(event) : text.doLayout(event);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
