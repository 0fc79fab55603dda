/// The servers that are measured, each a process of its own.
@NullMarked
package dev.meridian.bench.contestant;

import org.jspecify.annotations.NullMarked;
