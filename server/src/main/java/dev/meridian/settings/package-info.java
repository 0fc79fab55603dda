/// What an operator can set: one record tree, read once, every problem reported at once.
@NullMarked
package dev.meridian.settings;

import org.jspecify.annotations.NullMarked;
