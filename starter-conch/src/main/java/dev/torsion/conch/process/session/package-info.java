/**
 * Joins a session to a child process.
 */
@NullMarked
package dev.torsion.conch.process.session;

import org.jspecify.annotations.NullMarked;
