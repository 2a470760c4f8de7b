/**
 * Terminals of JLine's on the screens of peers: no native code, no process, no thread.
 */
@NullMarked
package dev.torsion.conch.terminal;

import org.jspecify.annotations.NullMarked;
