package dev.torsion.conch.autoconfigure.manhole;

import java.time.Instant;
import java.util.Arrays;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the manhole may be open at this time: always where it is not the profile
 * {@code prod}, and there only up to a time that was given.
 */
final class OnManholeTime extends SpringBootCondition {

	private static final Log logger = LogFactory.getLog(OnManholeTime.class);

	private static final String UNTIL = "network.conch.manhole.until";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Manhole");
		Instant until = Binder.get(context.getEnvironment()).bind(UNTIL, Instant.class).orElse(null);
		boolean production = Arrays.asList(context.getEnvironment().getActiveProfiles()).contains("prod");
		if (production && until == null) {
			logger.warn("There is no manhole in the profile prod: " + UNTIL + " does not say how long");
			return ConditionOutcome.noMatch(message.because("the profile is prod, without " + UNTIL));
		}
		if (until != null && !Instant.now().isBefore(until)) {
			logger.warn("There is no manhole any more: " + UNTIL + " is over");
			return ConditionOutcome.noMatch(message.because(UNTIL + " is over"));
		}
		return ConditionOutcome.match(message.because("it is time"));
	}

}
