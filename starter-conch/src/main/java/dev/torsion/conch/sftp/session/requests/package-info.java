/**
 * The requests of SFTP, one class a type.
 */
@NullMarked
package dev.torsion.conch.sftp.session.requests;

import org.jspecify.annotations.NullMarked;
