/// Cycles: the spans of time that OKRs are for.
@NullMarked
package dev.meridian.workspace.cycle;

import org.jspecify.annotations.NullMarked;
