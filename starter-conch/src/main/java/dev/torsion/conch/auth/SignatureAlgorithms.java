package dev.torsion.conch.auth;

import java.util.function.BiConsumer;

import dev.torsion.conch.auth.key.KeyAlgorithm;
import org.apache.sshd.common.kex.extension.DefaultServerKexExtensionHandler;
import org.apache.sshd.common.kex.extension.KexExtensionHandler.KexPhase;
import org.apache.sshd.common.kex.extension.parser.ServerSignatureAlgorithms;
import org.apache.sshd.common.session.Session;

/**
 * Tells peers how their keys may sign: {@code server-sig-algs}, RFC 8308 section 3.1, and
 * that a signature may be bound to the key of the host.
 */
public final class SignatureAlgorithms extends DefaultServerKexExtensionHandler {

	@Override
	public void collectExtensions(Session session, KexPhase phase, BiConsumer<String, Object> extensions) {
		if (phase == KexPhase.NEWKEYS) {
			extensions.accept(ServerSignatureAlgorithms.NAME, KeyAlgorithm.names());
		}
	}

}
