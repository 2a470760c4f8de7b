package dev.torsion.cred.sasl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginSession;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms of SASL for all protocols. Safe to use from any thread.
 */
public final class Sasl {

	private final Map<String, SaslMechanism> mechanisms = new LinkedHashMap<>();

	private final int maxResponse;

	/**
	 * Creates the engine.
	 * @param mechanisms the mechanisms, the strongest first; of several of one name the
	 * first
	 * @param policy what the operator wants
	 */
	public Sasl(List<SaslMechanism> mechanisms, SaslPolicy policy) {
		mechanisms.forEach((mechanism) -> this.mechanisms.putIfAbsent(mechanism.name(), mechanism));
		this.maxResponse = policy.maxResponse();
	}

	/**
	 * The mechanisms that a peer may use now. Ask again after STARTTLS.
	 * @param context where the peer is
	 * @return their names, the strongest first
	 */
	public List<String> mechanisms(LoginContext context) {
		return this.mechanisms.values()
			.stream()
			.filter((mechanism) -> mechanism.isOffered(context))
			.map(SaslMechanism::name)
			.toList();
	}

	/**
	 * Longest response in Base64: a protocol's lines have to be as long.
	 * @return characters
	 */
	public int maxResponse() {
		return this.maxResponse;
	}

	/**
	 * Begins to log a peer in.
	 * @param <A> the type of the avatar
	 * @param mechanism the mechanism that the peer has asked for, in upper or lower case
	 * @param session where it will be logged in
	 * @param avatar the type of the avatar
	 * @return the conversation, which fails at once if the mechanism is not offered
	 */
	public <A> SaslConversation<A> begin(String mechanism, LoginSession session, Class<A> avatar) {
		SaslMechanism asked = this.mechanisms.get(mechanism.toUpperCase(Locale.ROOT));
		return new SaslConversation<>(session, avatar, this.maxResponse,
				(first) -> open(asked, session.context(), first));
	}

	private static SaslExchange open(@Nullable SaslMechanism asked, LoginContext context, boolean first) {
		if (asked == null || !asked.isOffered(context)) {
			boolean privately = asked != null && asked.isOffered(inPrivate(context));
			throw new SaslFailure(privately ? SaslFailure.Reason.PRIVACY : SaslFailure.Reason.MECHANISM,
					"The mechanism is not offered");
		}
		if (first && !asked.takesInitialResponse()) {
			throw SaslFailure.malformed("The server speaks first");
		}
		return asked.begin(context);
	}

	private static LoginContext inPrivate(LoginContext context) {
		return new LoginContext(context.protocol(), context.peer(), context.local(), true, context.certificate(),
				context.channelBinding(), context.disconnect());
	}

}
