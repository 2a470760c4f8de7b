/**
 * What a client proves by who it is: private keys, and agents that keep them.
 */
@NullMarked
package dev.torsion.conch.client.key;

import org.jspecify.annotations.NullMarked;
