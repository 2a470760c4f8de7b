/**
 * Git over SSH: the repositories below one directory, for whom roles allow to read and to
 * write. An example of how commands of one's own are answered for: gitprotocol-pack(5).
 */
@NullMarked
package dev.torsion.conch.git;

import org.jspecify.annotations.NullMarked;
