package dev.torsion.words.irc.client.sasl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.net.EventLoop;
import dev.torsion.words.irc.client.IrcException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * SCRAM-SHA-256, RFC 7677: the server does not learn the password, and proves to know
 * something made of it.
 */
final class ScramMechanism implements Mechanism {

	/** RFC 7677 section 4; with less a password that was overheard is sooner guessed. */
	private static final int MIN_ITERATIONS = 4096;

	private static final byte[] NOTHING = {};

	private final String account;

	private final String password;

	private final EventLoop eventLoop;

	private @Nullable ScramClient client;

	private int step;

	private boolean satisfied;

	ScramMechanism(String account, String password, EventLoop eventLoop) {
		this.account = account;
		this.password = password;
		this.eventLoop = eventLoop;
	}

	@Override
	public String name() {
		return ScramHash.SHA_256.mechanism();
	}

	@Override
	public Mono<byte[]> respond(byte[] challenge) {
		String text = new String(challenge, StandardCharsets.UTF_8);
		return switch (this.step++) {
			case 0 -> this.eventLoop.blocking(this::begin);
			case 1 -> this.eventLoop.blocking(() -> prove(text));
			case 2 -> Mono.fromCallable(() -> verify(text));
			default -> Mono.error(Mechanism.distrust("The server goes on after the last message of SCRAM"));
		};
	}

	/** Makes a nonce, of which the system may not have enough chance at once. */
	private byte[] begin() {
		ScramClient begun = ScramClient.builder()
			.advertisedMechanisms(List.of(name()))
			.username(this.account)
			.password(this.password.toCharArray())
			.stringPreparation(StringPreparation.POSTGRESQL_PREPARATION)
			.build();
		this.client = begun;
		return bytes(begun.clientFirstMessage());
	}

	private ScramClient client() {
		return Objects.requireNonNull(this.client);
	}

	/** Hashes the password as often as the server says: not for event loops. */
	private byte[] prove(String text) {
		try {
			int iterations = client().serverFirstMessage(text).getIterationCount();
			if (iterations < MIN_ITERATIONS || iterations > ScramVerifier.MAX_ITERATIONS) {
				throw Mechanism.distrust("The server wants the password to be hashed " + iterations + " times");
			}
			return bytes(client().clientFinalMessage());
		}
		catch (IrcException ex) {
			throw ex;
		}
		catch (ScramException | RuntimeException ex) {
			throw Mechanism.distrust("The server does not speak SCRAM");
		}
	}

	private byte[] verify(String text) {
		try {
			client().serverFinalMessage(text);
			this.satisfied = true;
			return NOTHING;
		}
		catch (ScramException | RuntimeException ex) {
			throw Mechanism.distrust("The server has not proved to know the password");
		}
	}

	@Override
	public boolean isSatisfied() {
		return this.satisfied;
	}

	private static byte[] bytes(Object message) {
		return message.toString().getBytes(StandardCharsets.UTF_8);
	}

}
