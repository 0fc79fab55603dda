/// Changes that come through the API and enter the document as edits. Pure but for the document
/// given.
@NullMarked
package dev.meridian.record.patch;

import org.jspecify.annotations.NullMarked;
