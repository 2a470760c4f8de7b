/**
 * Blocks of IP addresses, by which properties say who is meant.
 */
@NullMarked
package dev.torsion.net.address;

import org.jspecify.annotations.NullMarked;
