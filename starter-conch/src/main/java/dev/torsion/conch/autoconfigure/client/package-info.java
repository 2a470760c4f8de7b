/**
 * Auto-configuration of the client.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.client;

import org.jspecify.annotations.NullMarked;
