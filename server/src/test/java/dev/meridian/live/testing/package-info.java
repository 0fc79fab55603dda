/// Clients of `/live` for tests.
@NullMarked
package dev.meridian.live.testing;

import org.jspecify.annotations.NullMarked;
