package dev.torsion.cred.sasl.scram;

import dev.torsion.cred.Credentials;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.password.ScramVerifier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A proof that a peer knows a password, and the account it was asked to prove that for.
 */
public final class ScramCredentials implements Credentials {

	private final String name;

	private final ScramSubject subject;

	private final byte[] messages;

	private final byte[] proof;

	/**
	 * Creates the credentials.
	 * @param messages what has been said, called AuthMessage in RFC 5802
	 */
	ScramCredentials(String name, ScramSubject subject, byte[] messages, byte[] proof) {
		this.name = name;
		this.subject = subject;
		this.messages = messages;
		this.proof = proof;
	}

	@Override
	public String name() {
		return this.name;
	}

	/** The account, if the proof is right and there is one. */
	Mono<Account> proved() {
		return this.subject.keys().mapNotNull(this::prove);
	}

	private @Nullable Account prove(ScramVerifier keys) {
		return keys.isProvedBy(this.messages, this.proof) ? this.subject.account() : null;
	}

	/** Proves that we know the password too. Not to be told to who has not proved it. */
	Mono<byte[]> signature() {
		return this.subject.keys().map((keys) -> keys.sign(this.messages));
	}

	@Override
	public String toString() {
		return "ScramCredentials[name=" + this.name + "]";
	}

}
