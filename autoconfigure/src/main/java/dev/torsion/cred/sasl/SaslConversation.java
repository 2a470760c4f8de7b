package dev.torsion.cred.sasl;

import java.util.Base64;
import java.util.function.Function;

import dev.torsion.cred.LoginSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;

/**
 * The conversation in which a peer logs in, for the protocol that holds it: from
 * {@code AUTH} to success or failure. Everything fails with an
 * {@link AuthenticationException}: a {@link SaslFailure}, or what the
 * {@link dev.torsion.cred.Portal} fails with. After that, and after success, it is over.
 * For the event loop of the connection, one call at a time.
 *
 * @param <A> the type of the avatar
 */
public final class SaslConversation<A> {

	private final LoginSession session;

	private final Class<A> avatar;

	private final int maxResponse;

	private final Function<Boolean, SaslExchange> opening;

	private boolean successAsChallenge;

	private boolean entered;

	private @Nullable Function<byte[], Mono<SaslReply<A>>> next;

	/**
	 * Creates the conversation.
	 * @param opening opens the exchange, knowing whether the peer has spoken first
	 */
	SaslConversation(LoginSession session, Class<A> avatar, int maxResponse, Function<Boolean, SaslExchange> opening) {
		this.session = session;
		this.avatar = avatar;
		this.maxResponse = maxResponse;
		this.opening = opening;
	}

	/**
	 * For a protocol that cannot say anything with the success, such as SMTP, IMAP and
	 * POP3: what would be said then is said as a last challenge, to which the peer
	 * responds with nothing.
	 * @return this conversation
	 */
	public SaslConversation<A> withSuccessAsChallenge() {
		this.successAsChallenge = true;
		return this;
	}

	/**
	 * Begins.
	 * @param initial what the peer has said with the command, {@code null} if nothing,
	 * which is not the same as an empty response
	 * @return what to do
	 */
	public Mono<SaslReply<A>> begin(byte @Nullable [] initial) {
		return Mono.defer(() -> {
			SaslExchange exchange = this.opening.apply(initial != null);
			this.next = (response) -> exchange(exchange, response);
			return (initial != null) ? respond(initial)
					: Mono.just(new SaslReply.Challenge<>(exchange.firstChallenge()));
		});
	}

	/**
	 * Goes on.
	 * @param response what the peer has said
	 * @return what to do
	 */
	public Mono<SaslReply<A>> respond(byte[] response) {
		return Mono.defer(() -> {
			Function<byte[], Mono<SaslReply<A>>> current = this.next;
			if (current == null || response.length > this.maxResponse) {
				return abandon(SaslFailure.malformed((current == null) ? "Nobody was asked" : "Too long"));
			}
			this.next = null;
			return current.apply(response);
		});
	}

	/**
	 * Begins, for protocols that have responses in Base64.
	 * @param initial what the peer has said with the command: {@code null} if nothing,
	 * {@code =} for an empty response
	 * @return what to do
	 */
	public Mono<SaslReply<A>> beginText(@Nullable String initial) {
		return Mono.defer(() -> begin((initial == null) ? null : initial.equals("=") ? new byte[0] : decode(initial)));
	}

	/**
	 * Goes on, for protocols that have responses in Base64.
	 * @param response what the peer has said: {@code *} if it gives up
	 * @return what to do
	 */
	public Mono<SaslReply<A>> respondText(String response) {
		return Mono.defer(() -> {
			if (response.equals("*")) {
				return abort();
			}
			try {
				return respond(decode(response));
			}
			catch (SaslFailure ex) {
				return abandon(ex);
			}
		});
	}

	/**
	 * The peer gives up.
	 * @return fails, with the reason {@link SaslFailure.Reason#ABORTED}
	 */
	public Mono<SaslReply<A>> abort() {
		return Mono.defer(() -> abandon(new SaslFailure(SaslFailure.Reason.ABORTED, "The peer has given up")));
	}

	private byte[] decode(String text) {
		if (text.length() > this.maxResponse) {
			throw SaslFailure.malformed("Too long");
		}
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw SaslFailure.malformed("Not in Base64");
		}
	}

	private Mono<SaslReply<A>> exchange(SaslExchange exchange, byte[] response) {
		return Mono.defer(() -> exchange.respond(response))
			.onErrorMap(SaslConversation::isOurs,
					(ex) -> new AuthenticationServiceException("Accounts cannot be asked", ex))
			.flatMap((step) -> {
				if (step instanceof SaslStep.Claim claim) {
					return claim(claim);
				}
				this.next = (following) -> exchange(exchange, following);
				return Mono.just(new SaslReply.Challenge<>(((SaslStep.Challenge) step).data()));
			});
	}

	private static boolean isOurs(Throwable failure) {
		return !(failure instanceof AuthenticationException);
	}

	private Mono<SaslReply<A>> claim(SaslStep.Claim claim) {
		Mono<SaslReply<A>> login = this.session.login(claim.credentials(), this.avatar)
			.flatMap((entered) -> claim.successData()
				.map((data) -> succeed(entered, data))
				.defaultIfEmpty(new SaslReply.Success<>(entered, null)));
		byte[] refusal = claim.refusal();
		return (refusal == null) ? login : login.onErrorResume(AuthenticationException.class, (ex) -> {
			if (ex instanceof AuthenticationServiceException) {
				return Mono.error(ex);
			}
			this.next = (response) -> Mono.error(ex);
			return Mono.just(new SaslReply.Challenge<>(refusal));
		});
	}

	private SaslReply<A> succeed(A avatar, byte[] data) {
		if (!this.successAsChallenge) {
			return new SaslReply.Success<>(avatar, data);
		}
		this.entered = true;
		this.next = (response) -> {
			if (response.length > 0) {
				return abandon(SaslFailure.malformed("More than was asked for"));
			}
			this.entered = false;
			return Mono.just(new SaslReply.Success<>(avatar, null));
		};
		return new SaslReply.Challenge<>(data);
	}

	private Mono<SaslReply<A>> abandon(SaslFailure failure) {
		this.next = null;
		if (this.entered) {
			this.entered = false;
			this.session.logout();
		}
		return Mono.error(failure);
	}

}
