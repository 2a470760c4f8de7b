package dev.torsion.conch.client;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;

import dev.torsion.conch.client.trust.HostTrust;
import dev.torsion.conch.client.trust.SshHostKeyException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect to a target: what a session has to know before it exists.
 */
final class Attempt {

	private static final AttributeKey<Attempt> KEY = new AttributeKey<>();

	private final SshTarget target;

	private final HostTrust trust;

	private volatile @Nullable SshHostKeyException distrust;

	Attempt(SshTarget target, HostTrust trust) {
		this.target = target;
		this.trust = trust;
	}

	static @Nullable Attempt of(Session session) {
		AttributeRepository context = (session instanceof ClientSession client) ? client.getConnectionContext() : null;
		return (context != null) ? context.getAttribute(KEY) : null;
	}

	AttributeRepository context() {
		return AttributeRepository.ofKeyValuePair(KEY, this);
	}

	SshTarget target() {
		return this.target;
	}

	/** Keeps the reason, of which MINA would only say that there is one. */
	boolean trusts(PublicKey key) {
		try {
			this.trust.check(key);
			return true;
		}
		catch (SshHostKeyException ex) {
			this.distrust = ex;
			return false;
		}
	}

	void prefer(Map<KexProposalOption, String> proposal) {
		proposal.computeIfPresent(KexProposalOption.SERVERKEYS,
				(option, names) -> String.join(",", this.trust.preferred(Arrays.asList(names.split(",")))));
	}

	/** Why it has failed. */
	Throwable reason(Throwable cause) {
		SshHostKeyException found = this.distrust;
		return (found != null) ? found
				: new IOException("No login at " + this.target + ": " + cause.getMessage(), cause);
	}

}
