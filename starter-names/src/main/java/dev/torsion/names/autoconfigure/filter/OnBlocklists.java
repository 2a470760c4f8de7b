package dev.torsion.names.autoconfigure.filter;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where {@code network.names.blocklists} has a list.
 */
final class OnBlocklists extends SpringBootCondition {

	private static final Bindable<?> LISTS = Bindable.listOf(FilterProperties.Names.class);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Lists in network.names.blocklists");
		boolean any = Binder.get(context.getEnvironment()).bind("network.names.blocklists", LISTS).isBound();
		return any ? ConditionOutcome.match(message.because("there are some"))
				: ConditionOutcome.noMatch(message.because("there are none"));
	}

}
