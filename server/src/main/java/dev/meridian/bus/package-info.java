/// News between nodes, and between the parts of one node.
@NullMarked
package dev.meridian.bus;

import org.jspecify.annotations.NullMarked;
