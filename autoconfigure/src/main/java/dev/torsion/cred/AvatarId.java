package dev.torsion.cred;

import java.util.UUID;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Who a peer has turned out to be. Whoever is unknown is of a type of its own, so that no
 * mistake about names makes somebody of nobody.
 */
public sealed interface AvatarId {

	/**
	 * The same, as Spring Security has it.
	 * @return the authentication, without credentials
	 */
	Authentication authentication();

	/**
	 * Somebody with a name.
	 *
	 * @param authentication who it is, authenticated
	 */
	record Named(Authentication authentication) implements AvatarId {

		public Named {
			if (!authentication.isAuthenticated() || authentication instanceof AnonymousAuthenticationToken) {
				throw new IllegalArgumentException("Nobody is authenticated");
			}
		}

		/**
		 * The name of the account.
		 * @return the name
		 */
		public String name() {
			return this.authentication.getName();
		}

	}

	/**
	 * Nobody in particular, by the name {@code anonymous} and with the authority
	 * {@code ROLE_ANONYMOUS}.
	 *
	 * @param authentication the authentication of nobody
	 */
	record Anonymous(AnonymousAuthenticationToken authentication) implements AvatarId {

		private static final String KEY = UUID.randomUUID().toString();

		/**
		 * Nobody.
		 */
		public Anonymous() {
			this(new AnonymousAuthenticationToken(KEY, "anonymous",
					AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
		}

	}

}
