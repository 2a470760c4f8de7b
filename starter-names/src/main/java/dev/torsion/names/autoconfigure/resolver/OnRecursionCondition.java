package dev.torsion.names.autoconfigure.resolver;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the operator has asked for a resolver for others: nobody offers recursion by
 * accident.
 */
final class OnRecursionCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean offered = Binder.get(context.getEnvironment())
			.bind("network.names.resolver", ResolverProperties.class)
			.map(ResolverProperties::offersRecursion)
			.orElse(false);
		ConditionMessage.Builder message = ConditionMessage.forCondition("Recursion");
		return offered ? ConditionOutcome.match(message.because("network.names.resolver.forward or iterate is set"))
				: ConditionOutcome.noMatch(message.because("network.names.resolver has neither forward nor iterate"));
	}

}
