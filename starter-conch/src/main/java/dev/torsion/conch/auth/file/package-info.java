/**
 * Files of keys, as OpenSSH has them: those that may log in, and those that may not any
 * more.
 */
@NullMarked
package dev.torsion.conch.auth.file;

import org.jspecify.annotations.NullMarked;
