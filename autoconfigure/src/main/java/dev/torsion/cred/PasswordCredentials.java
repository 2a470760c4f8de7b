package dev.torsion.cred;

/**
 * A name and a password, as the peer sent them.
 *
 * @param name the name of the account
 * @param password the password in plain text
 */
public record PasswordCredentials(String name, String password) implements Credentials {

	/**
	 * Hides the password, so that it is in no log.
	 * @return the name alone
	 */
	@Override
	public String toString() {
		return "PasswordCredentials[name=" + this.name + "]";
	}

}
