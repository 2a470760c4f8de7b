package dev.torsion.cred.security;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.TokenCredentials;
import dev.torsion.cred.account.Accounts;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Checks bearer tokens as a resource server of Spring Security does, by signature or by
 * introspection. Where there is an account of the name that the token is for, it has to
 * be one that may be used.
 */
public final class TokenChecker implements CredentialsChecker<TokenCredentials> {

	/**
	 * Longest token that is looked at, in UTF-16 units.
	 */
	public static final int MAX_TOKEN = 8192;

	private final ReactiveAuthenticationManager tokens;

	private final Accounts accounts;

	/**
	 * Creates the checker.
	 * @param tokens authenticates {@link BearerTokenAuthenticationToken}s
	 * @param accounts the accounts
	 */
	public TokenChecker(ReactiveAuthenticationManager tokens, Accounts accounts) {
		this.tokens = tokens;
		this.accounts = accounts;
	}

	@Override
	public Class<TokenCredentials> type() {
		return TokenCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(TokenCredentials credentials, LoginContext context) {
		if (credentials.token().isEmpty() || credentials.token().length() > MAX_TOKEN) {
			return Mono.error(TokenChecker::bad);
		}
		return this.tokens.authenticate(new BearerTokenAuthenticationToken(credentials.token()))
			.onErrorMap(OAuth2AuthenticationException.class, (ex) -> bad())
			.filter((authentication) -> isFor(authentication, credentials))
			.switchIfEmpty(Mono.error(TokenChecker::bad))
			.flatMap((authentication) -> this.accounts.find(authentication.getName())
				.doOnNext((found) -> found.account().status().check())
				.then(Mono.fromSupplier(() -> new AvatarId.Named(authentication))));
	}

	private static boolean isFor(Authentication authentication, TokenCredentials credentials) {
		String name = credentials.name();
		return name == null || name.equalsIgnoreCase(authentication.getName());
	}

	private static BadCredentialsException bad() {
		return new BadCredentialsException("Not a valid token");
	}

}
