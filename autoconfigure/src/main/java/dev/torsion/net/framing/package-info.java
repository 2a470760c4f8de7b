/**
 * The first layer of a protocol: from arbitrary slices to lines and frames, with limits.
 */
@NullMarked
package dev.torsion.net.framing;

import org.jspecify.annotations.NullMarked;
