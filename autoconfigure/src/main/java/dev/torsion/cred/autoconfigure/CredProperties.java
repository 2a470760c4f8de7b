package dev.torsion.cred.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the accounts of all protocols.
 *
 * @param users accounts that may log in. An application's own
 * 'ReactiveUserDetailsService' takes their place
 */
@ConfigurationProperties("network.cred")
public record CredProperties(@DefaultValue List<User> users) {

	/**
	 * An account.
	 *
	 * @param name name to log in with; upper and lower case are the same
	 * @param password password, encoded, with the encoding before it as in '{bcrypt}';
	 * without one it is plain text
	 * @param roles roles, without the prefix 'ROLE_'
	 */
	public record User(@Nullable String name, @Nullable String password, @DefaultValue List<String> roles) {

		/**
		 * Hides the password.
		 * @return the name and the roles
		 */
		@Override
		public String toString() {
			return "User[name=" + this.name + ", roles=" + this.roles + "]";
		}

	}

}
