/**
 * Child processes whose pipes are streams: their output is read as fast as it is asked
 * for, their input written as fast as they take it. Each is the leader of a process group
 * of its own, which is killed as a group, and which does not outlive this JVM.
 */
@NullMarked
package dev.torsion.net.process;

import org.jspecify.annotations.NullMarked;
