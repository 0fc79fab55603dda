/// Servers behind a real nginx with the configuration that is shipped.
@NullMarked
package dev.meridian.proxy;

import org.jspecify.annotations.NullMarked;
