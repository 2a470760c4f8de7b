package dev.torsion.cred.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.cred.LoginAudit;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginDetails;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Publishes logins as the events of Spring Security, off the event loop because listeners
 * may block. So the audit log of Spring Boot's actuator has them too.
 */
final class SecurityEventAudit implements LoginAudit {

	private static final Log logger = LogFactory.getLog(SecurityEventAudit.class);

	private final AuthenticationEventPublisher publisher;

	private final EventLoop loop;

	SecurityEventAudit(AuthenticationEventPublisher publisher, EventLoop loop) {
		this.publisher = publisher;
		this.loop = loop;
	}

	@Override
	public void succeeded(Authentication authentication, LoginContext context) {
		publish(() -> this.publisher.publishAuthenticationSuccess(authentication));
	}

	@Override
	public void failed(@Nullable String name, AuthenticationException cause, LoginContext context) {
		UsernamePasswordAuthenticationToken attempted = UsernamePasswordAuthenticationToken
			.unauthenticated((name != null) ? name : "", "");
		attempted.setDetails(LoginDetails.of(context));
		publish(() -> this.publisher.publishAuthenticationFailure(cause, attempted));
	}

	/** An application that ends may publish, and then have no loop to come back to. */
	private void publish(Runnable event) {
		AtomicBoolean published = new AtomicBoolean();
		this.loop.blocking(() -> {
			event.run();
			published.set(true);
			return null;
		}).subscribe(null, (ex) -> {
			if (!published.get()) {
				logger.error("Failed to publish a login", ex);
			}
		});
	}

}
