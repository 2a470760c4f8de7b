/**
 * What has happened in conversations: the port, and where it is kept. Knows nothing of
 * rooms that live.
 */
@NullMarked
package dev.torsion.words.history;

import org.jspecify.annotations.NullMarked;
