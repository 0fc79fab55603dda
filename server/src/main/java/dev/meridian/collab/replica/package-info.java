/// How a document that several nodes have open follows its log: the rows in order, news between the
/// nodes, and the looks at Postgres that heal what the news did not bring.
@NullMarked
package dev.meridian.collab.replica;

import org.jspecify.annotations.NullMarked;
