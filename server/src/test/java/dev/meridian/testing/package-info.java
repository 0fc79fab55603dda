/// What tests of every feature start from: a real database, a whole server.
@NullMarked
package dev.meridian.testing;

import org.jspecify.annotations.NullMarked;
