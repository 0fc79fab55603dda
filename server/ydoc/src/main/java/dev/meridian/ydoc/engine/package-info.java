/**
 * The working parts of a document, for the ydoc package alone.
 *
 * <p>In reading order:
 *
 * <ol>
 *   <li>what there is: {@code Struct} in a {@code StructList} per {@code Client}, {@code Node} for
 *       a type, {@code TextBuffer} and {@code ValueBuffer} for content, all in a {@code Store};
 *   <li>bytes in: {@code UpdateReader} and {@code ContentReader} check an update into a {@code
 *       Batch}, {@code Admission} says whether it fits;
 *   <li>a change: {@code Inbound} takes a batch, {@code Delivery} puts it in order, {@code
 *       Integrator} gives every item its place, which {@code ConflictScan} finds among a {@code
 *       Crowd} of others, {@code Splitter} and {@code Deleter} do what they say, {@code Waiting}
 *       keeps what cannot go on; {@code OwnItems} is the way in for own edits;
 *   <li>its end: {@code Transaction} knows what was touched, {@code Transactions} ends it with
 *       {@code Collector} and {@code Neighbours}, or with {@code Rollback};
 *   <li>bytes out: {@code UpdateWriter} under {@code StateWriter}, {@code BlockWriter} and, for the
 *       past, {@code HistoryWriter};
 *   <li>without a document: {@code UpdateMerge}, {@code UpdateDiff}, {@code UpdateCheck}.
 * </ol>
 */
@NullMarked
package dev.meridian.ydoc.engine;

import org.jspecify.annotations.NullMarked;
