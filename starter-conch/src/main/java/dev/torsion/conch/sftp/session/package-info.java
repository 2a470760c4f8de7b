/**
 * The SFTP server of one channel: draft-ietf-secsh-filexfer-02 and the extensions of
 * OpenSSH's PROTOCOL.
 * <p>
 * {@link dev.torsion.conch.sftp.session.SftpProtocol} takes bytes on the connection's
 * scheduler and puts requests into a {@link dev.torsion.conch.sftp.session.RequestQueue},
 * which knows what may be done at the same time;
 * {@link dev.torsion.conch.sftp.session.Lane Lanes} do them on the pool for blocking
 * work. Each request is an {@link dev.torsion.conch.sftp.session.SftpRequest}, each
 * extension an {@link dev.torsion.conch.sftp.session.SftpExtension}.
 */
@NullMarked
package dev.torsion.conch.sftp.session;

import org.jspecify.annotations.NullMarked;
