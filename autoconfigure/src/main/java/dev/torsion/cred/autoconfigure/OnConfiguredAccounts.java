package dev.torsion.cred.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where {@code network.cred} names a place that accounts are in.
 */
final class OnConfiguredAccounts extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Accounts in network.cred");
		return isAny(context.getEnvironment()) ? ConditionOutcome.match(message.because("there are some"))
				: ConditionOutcome.noMatch(message.because("there are none"));
	}

	private static boolean isAny(Environment environment) {
		return environment.containsProperty("network.cred.users[0].name")
				|| environment.containsProperty("network.cred.htpasswd")
				|| environment.getProperty("network.cred.r2dbc.enabled", boolean.class, false);
	}

}
