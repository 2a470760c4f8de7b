package dev.torsion.cred;

import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Mono;

/**
 * Somebody who has logged in, until logged out. Safe to use from any thread.
 *
 * @param <A> the type of the avatar
 */
public final class Login<A> {

	private final AvatarId id;

	private final A avatar;

	private final AtomicReference<Mono<Void>> logout;

	Login(AvatarId id, A avatar, Mono<Void> logout) {
		this.id = id;
		this.avatar = avatar;
		this.logout = new AtomicReference<>(logout);
	}

	/**
	 * Who has logged in.
	 * @return who it is
	 */
	public AvatarId id() {
		return this.id;
	}

	/**
	 * What the protocol deals with.
	 * @return the avatar
	 */
	public A avatar() {
		return this.avatar;
	}

	/**
	 * Logs out. What is done then is done once, whoever calls this how often.
	 * @return completes when it is done; at once for all subscribers but the first
	 */
	public Mono<Void> logout() {
		return Mono.defer(() -> this.logout.getAndSet(Mono.empty()));
	}

}
