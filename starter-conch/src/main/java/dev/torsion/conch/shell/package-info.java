/**
 * The shell: a line editor over the commands of the application. It is no shell of a
 * system: there are no operators, variables or jobs.
 */
@NullMarked
package dev.torsion.conch.shell;

import org.jspecify.annotations.NullMarked;
