package dev.meridian.bench.load;

import java.nio.charset.StandardCharsets;

/// How clients come in to a server.
///
/// @param path before the document's name in the y-websocket framing, the whole path in the other
public record Door(Framing framing, int port, String path, String token) {

  byte[] upgradeRequest(String document) {
    String target = framing == Framing.Y_WEBSOCKET ? path + document : path;
    return """
        GET %s HTTP/1.1
        Host: 127.0.0.1:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Authorization: Bearer %s

        """
        .formatted(target, port, token)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
