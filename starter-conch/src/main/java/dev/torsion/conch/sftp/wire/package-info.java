/**
 * The packets of SFTP version 3, draft-ietf-secsh-filexfer-02, as OpenSSH writes and
 * reads them.
 */
@NullMarked
package dev.torsion.conch.sftp.wire;

import org.jspecify.annotations.NullMarked;
