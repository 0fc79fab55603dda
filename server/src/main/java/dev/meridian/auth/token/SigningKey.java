package dev.meridian.auth.token;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/// A secret that signs access tokens (HS256).
///
/// @param kid its name, in the header of each token
/// @param retiresAt signs until then
/// @param expiresAt verifies until then
record SigningKey(String kid, Buffer secret, Instant retiresAt, Instant expiresAt) {}
