/**
 * Auto-configuration of SFTP.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.sftp;

import org.jspecify.annotations.NullMarked;
