/**
 * Unix domain sockets, in the place of ports: who may connect is said by the mode of a
 * file.
 */
@NullMarked
package dev.torsion.net.unix;

import org.jspecify.annotations.NullMarked;
