/**
 * Attributes of files, between trees of files and the wire.
 */
@NullMarked
package dev.torsion.conch.sftp.session.attributes;

import org.jspecify.annotations.NullMarked;
