/**
 * The files of accounts: what a login may do with which, and what is told of it, the same
 * for SFTP and SCP.
 */
@NullMarked
package dev.torsion.conch.files;

import org.jspecify.annotations.NullMarked;
