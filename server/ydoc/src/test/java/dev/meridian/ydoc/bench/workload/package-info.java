/**
 * What is measured: each workload makes its updates with Yjs in node and fills rows of the table.
 */
@NullMarked
package dev.meridian.ydoc.bench.workload;

import org.jspecify.annotations.NullMarked;
