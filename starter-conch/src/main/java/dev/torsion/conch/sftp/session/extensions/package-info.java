/**
 * What OpenSSH's client asks for beyond the draft: OpenSSH's PROTOCOL, section 4, and
 * draft-ietf-secsh-filexfer-extensions-00.
 */
@NullMarked
package dev.torsion.conch.sftp.session.extensions;

import org.jspecify.annotations.NullMarked;
