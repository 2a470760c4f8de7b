package dev.torsion.cred.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the accounts of all protocols.
 *
 * @param users accounts that may log in
 * @param htpasswd file of Apache's htpasswd with accounts that may log in; a relative
 * path is below the data folder
 * @param r2dbc accounts in the application's database
 * @param iterations how often a new password is hashed, which is what guessing it costs
 * @param sasl which mechanisms of SASL are offered
 * @param throttle how those who guess are slowed down
 */
@ConfigurationProperties("network.cred")
public record CredProperties(@DefaultValue List<User> users, @Nullable String htpasswd, @DefaultValue R2dbc r2dbc,
		@DefaultValue("15000") int iterations, @NestedConfigurationProperty @DefaultValue SaslProperties sasl,
		@NestedConfigurationProperty @DefaultValue ThrottleProperties throttle) {

	/**
	 * An account.
	 *
	 * @param name name to log in with; upper and lower case are the same
	 * @param password password, encoded, with the encoding before it as in
	 * '{SCRAM-SHA-256}'; without one it is plain text. None for an account with keys or
	 * certificates alone
	 * @param roles roles, without the prefix 'ROLE_'
	 * @param keys public keys, as lines of OpenSSH's authorized_keys
	 * @param certificates certificates of clients, by SHA-256 fingerprint in hexadecimal
	 * @param totp what one-time codes are made of, as a second thing to prove: secrets in
	 * Base32, or 'otpauth://totp/...'
	 */
	public record User(@Nullable String name, @Nullable String password, @DefaultValue List<String> roles,
			@DefaultValue List<String> keys, @DefaultValue List<String> certificates, @DefaultValue List<String> totp) {

		/**
		 * Hides the password.
		 * @return the name and the roles
		 */
		@Override
		public String toString() {
			return "User[name=" + this.name + ", roles=" + this.roles + "]";
		}

	}

	/**
	 * Accounts in the application's database.
	 *
	 * @param enabled whether accounts are kept there
	 */
	public record R2dbc(@DefaultValue("false") boolean enabled) {

	}

}
