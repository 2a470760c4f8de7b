package dev.torsion.conch.auth;

import java.io.IOException;

import dev.torsion.conch.auth.key.KeyAlgorithm;
import org.apache.sshd.common.kex.extension.DefaultServerKexExtensionHandler;
import org.apache.sshd.common.kex.extension.KexExtensions;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Tells peers that ask for it how their keys may sign ({@code server-sig-algs}, RFC 8308
 * section 3.1), and that a signature may be bound to the key of the host (OpenSSH's
 * PROTOCOL section 1.5): once, after the first key exchange.
 */
public final class SignatureAlgorithms extends DefaultServerKexExtensionHandler {

	@Override
	public void sendKexExtensions(Session session, KexPhase phase) throws IOException {
		boolean first = phase == KexPhase.NEWKEYS
				&& session.computeAttributeIfAbsent(EXT_INFO_SENT_AT_NEWKEYS, (key) -> Boolean.FALSE) == Boolean.FALSE;
		if (!first) {
			return;
		}
		session.setAttribute(EXT_INFO_SENT_AT_NEWKEYS, Boolean.TRUE);
		if (Boolean.TRUE.equals(session.getAttribute(CLIENT_REQUESTED_EXT_INFO))) {
			Buffer extensions = session.createBuffer(KexExtensions.SSH_MSG_EXT_INFO);
			extensions.putUInt(2);
			extensions.putString("server-sig-algs");
			extensions.putString(String.join(",", KeyAlgorithm.names(session.getSignatureFactoriesNames())));
			extensions.putString("publickey-hostbound@openssh.com");
			extensions.putString("0");
			session.writePacket(extensions);
		}
	}

}
