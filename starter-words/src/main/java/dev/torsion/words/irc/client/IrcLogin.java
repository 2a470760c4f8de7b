package dev.torsion.words.irc.client;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How the client logs in, by SASL. A connection whose login fails is ended: nobody is on
 * a network under a name of somebody it is not.
 *
 * @param account the account
 * @param password its password; {@code null} to log in with the certificate of the SSL
 * bundle, which is EXTERNAL
 */
public record IrcLogin(String account, @Nullable String password) {

	/**
	 * Checks the account.
	 * @throws IllegalArgumentException if there is none, or the password is empty
	 */
	public IrcLogin {
		Assert.hasText(account, "The account must not be empty");
		Assert.isTrue(password == null || !password.isEmpty(), "The password must not be empty");
	}

	/**
	 * Hides the password.
	 * @return the account
	 */
	@Override
	public String toString() {
		return "IrcLogin[account=" + this.account + "]";
	}

}
