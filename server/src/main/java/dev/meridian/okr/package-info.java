/// The meaning of OKRs: metric types, directions, progress. Only the JDK; knows no document, no SQL
/// and no HTTP.
@NullMarked
package dev.meridian.okr;

import org.jspecify.annotations.NullMarked;
