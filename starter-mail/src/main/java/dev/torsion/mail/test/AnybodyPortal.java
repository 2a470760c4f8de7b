package dev.torsion.mail.test;

import java.util.List;
import java.util.Set;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.Credentials;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.mechanism.StandardMechanisms;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/**
 * Lets everybody in, by any name and any password.
 */
final class AnybodyPortal implements Portal, CredentialsChecker<PasswordCredentials> {

	private final Portal portal = new CheckerPortal(List.of(this), new Realm(List.of()), LoginThrottle.none(),
			new LiveLogins(), List.of());

	static Logins logins(EventLoop loop) {
		Portal portal = new AnybodyPortal();
		SaslPolicy policy = new SaslPolicy(SaslPolicy.Scram.OFF, false, Set.of(), Set.of(),
				SaslPolicy.DEFAULT_MAX_RESPONSE);
		ScramAccounts none = new ScramAccounts(new Accounts(List.of()), new Decoys(List.of()), 1, loop);
		Sasl sasl = new Sasl(StandardMechanisms.of(portal, none, policy), policy);
		return new Logins(portal, sasl, (login, sender) -> true, false);
	}

	@Override
	public <A> Mono<Login<A>> login(Credentials credentials, LoginContext context, Class<A> avatar) {
		return this.portal.login(credentials, context, avatar);
	}

	@Override
	public boolean accepts(Class<? extends Credentials> type) {
		return type == PasswordCredentials.class;
	}

	@Override
	public Class<PasswordCredentials> type() {
		return PasswordCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(PasswordCredentials credentials, LoginContext context) {
		return Mono.just(new AvatarId.Named(
				UsernamePasswordAuthenticationToken.authenticated(credentials.name(), null, List.of())));
	}

}
