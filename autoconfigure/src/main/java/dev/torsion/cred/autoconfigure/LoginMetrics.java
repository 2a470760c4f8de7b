package dev.torsion.cred.autoconfigure;

import dev.torsion.cred.LoginAudit;
import dev.torsion.cred.LoginContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Counts logins, as {@code network.logins} by protocol and outcome.
 */
final class LoginMetrics implements LoginAudit {

	private final MeterRegistry registry;

	LoginMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void succeeded(Authentication authentication, LoginContext context) {
		count(context, "success");
	}

	@Override
	public void failed(@Nullable String name, AuthenticationException cause, LoginContext context) {
		count(context, outcome(cause));
	}

	private static String outcome(AuthenticationException cause) {
		if (cause instanceof BadCredentialsException) {
			return "wrong";
		}
		return (cause instanceof AuthenticationServiceException) ? "unavailable" : "refused";
	}

	private void count(LoginContext context, String outcome) {
		Counter.builder("network.logins")
			.description("Logins that were tried")
			.tag("protocol", context.protocol())
			.tag("outcome", outcome)
			.register(this.registry)
			.increment();
	}

}
