package dev.torsion.cred.sasl.scram;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The server's side of SCRAM, RFC 5802 section 5:
 *
 * <pre>
 * C: n,,n=user,r=nonce
 * S: r=nonce+ours,s=salt,i=iterations
 * C: c=biws,r=nonce+ours,p=proof
 * S: v=signature
 * </pre>
 */
final class ScramExchange implements SaslExchange {

	private final ChannelBinding binding;

	private final Function<String, Mono<ScramSubject>> accounts;

	private final String ours;

	private @Nullable Asked asked;

	ScramExchange(ChannelBinding binding, Function<String, Mono<ScramSubject>> accounts, String ours) {
		this.binding = binding;
		this.accounts = accounts;
		this.ours = ours;
	}

	@Override
	public Mono<SaslStep> respond(byte[] response) {
		String message = SaslText.decode(response);
		Asked asked = this.asked;
		return (asked == null) ? first(ClientFirst.of(message)) : Mono.just(last(asked, ClientFinal.of(message)));
	}

	private Mono<SaslStep> first(ClientFirst message) {
		this.binding.check(message.header());
		SaslText.checkSelf(message.header().authorized(), message.name());
		return this.accounts.apply(message.name()).map((subject) -> ask(message, subject));
	}

	private SaslStep ask(ClientFirst message, ScramSubject subject) {
		String nonce = message.nonce() + this.ours;
		String question = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(subject.salt()) + ",i="
				+ subject.iterations();
		this.asked = new Asked(message, subject, nonce, question);
		return new SaslStep.Challenge(question.getBytes(StandardCharsets.UTF_8));
	}

	private SaslStep last(Asked asked, ClientFinal message) {
		this.binding.check(asked.first().header(), message.binding());
		if (!message.nonce().equals(asked.nonce())) {
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "Not the nonce");
		}
		String messages = asked.first().bare() + "," + asked.question() + "," + message.unproved();
		ScramCredentials credentials = new ScramCredentials(asked.first().name(), asked.subject(),
				messages.getBytes(StandardCharsets.UTF_8), message.proof());
		return new SaslStep.Claim(credentials, credentials.signature().map(ScramExchange::answer), null);
	}

	private static byte[] answer(byte[] signature) {
		return ("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.UTF_8);
	}

	/** What the peer has been asked to prove. */
	private record Asked(ClientFirst first, ScramSubject subject, String nonce, String question) {

	}

}
