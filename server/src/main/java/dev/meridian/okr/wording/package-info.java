/// Coaching on the wording of OKRs: pure rules that point at words and never block.
@NullMarked
package dev.meridian.okr.wording;

import org.jspecify.annotations.NullMarked;
