package dev.torsion.words.autoconfigure.moderation;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where sanctions are kept in the database: because that was asked for, or
 * because the history is and nothing else was asked for.
 */
final class OnDatabase extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		String history = environment.getProperty("network.words.history.store", "memory");
		String store = environment.getProperty("network.words.moderation.store", history);
		return new ConditionOutcome(store.equalsIgnoreCase("r2dbc"),
				ConditionMessage.forCondition("Store of sanctions").because("it is " + store));
	}

}
