/**
 * The keys by which clients know a server.
 */
@NullMarked
package dev.torsion.conch.hostkey;

import org.jspecify.annotations.NullMarked;
