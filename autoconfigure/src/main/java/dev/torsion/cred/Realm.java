package dev.torsion.cred;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;

/**
 * Gives those who have logged in their avatars, by the factories there are.
 */
public final class Realm {

	private final List<AvatarFactory<?>> factories;

	/**
	 * Creates the realm.
	 * @param factories the factories, in the order in which they are asked
	 */
	public Realm(List<AvatarFactory<?>> factories) {
		this.factories = List.copyOf(factories);
	}

	/**
	 * Makes the avatar of somebody.
	 * @param <A> its type
	 * @param id who it is
	 * @param context where the login comes from
	 * @param type the type that is asked for, or a supertype of it
	 * @return the login, from the first factory that has an avatar; fails with
	 * {@link InsufficientAuthenticationException} if none has one
	 */
	<A> Mono<Login<A>> enter(AvatarId id, LoginContext context, Class<A> type) {
		if (type == Authentication.class) {
			return Mono.fromSupplier(() -> new Login<>(id, type.cast(id.authentication()), Mono.empty()));
		}
		return Flux.fromIterable(this.factories)
			.filter((factory) -> type.isAssignableFrom(factory.type()))
			.concatMap((factory) -> create(factory, id, context, type), 0)
			.next()
			.switchIfEmpty(Mono.error(
					() -> new InsufficientAuthenticationException("No " + type.getSimpleName() + " for this account")));
	}

	private static <F, A> Mono<Login<A>> create(AvatarFactory<F> factory, AvatarId id, LoginContext context,
			Class<A> type) {
		return factory.create(id, context)
			.map((avatar) -> new Login<>(id, type.cast(avatar), Mono.defer(() -> factory.logout(avatar))));
	}

}
