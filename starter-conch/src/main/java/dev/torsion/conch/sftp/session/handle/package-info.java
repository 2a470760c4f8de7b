/**
 * What a client has opened.
 */
@NullMarked
package dev.torsion.conch.sftp.session.handle;

import org.jspecify.annotations.NullMarked;
