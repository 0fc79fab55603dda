/**
 * Yjs's second update format, for files from and for elsewhere: it never comes from the network.
 *
 * <p>Format v2 has the structs of v1 taken apart into columns, each with the encoding that suits it
 * (lib0's run-length and difference encodings; Yjs is MIT, by Kevin Jahns and contributors).
 *
 * <pre>
 *   update   = 0 keyClocks clients leftClocks rightClocks infos strings parentInfos typeRefs lengths rest
 *              each column behind its length in bytes; the rest has none
 *   rest     = count (structCount clock values*)* deletes
 *   deletes  = count (client count (clock-since-the-last-end length-1)*)*
 * </pre>
 *
 * <p>A run of a few bytes can stand for any number of structs. So whoever reads the format counts
 * structs and the bytes they become before making anything of them.
 *
 * <p>Other than in v1, embedded values and the values of marks are not JSON text but {@code any};
 * that is all that can be lost on the way: JSON that is not as {@code JSON.stringify} writes it
 * comes back as that would.
 */
@NullMarked
package dev.meridian.ydoc.v2;

import org.jspecify.annotations.NullMarked;
