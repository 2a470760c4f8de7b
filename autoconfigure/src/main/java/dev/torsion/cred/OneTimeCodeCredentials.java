package dev.torsion.cred;

/**
 * A name and a one-time code, RFC 6238, as the peer sent them. Alone it proves little: it
 * is for protocols that ask for more than one thing.
 *
 * @param name the name of the account
 * @param code the code
 */
public record OneTimeCodeCredentials(String name, String code) implements Credentials {

	/**
	 * Hides the code, so that it is in no log.
	 * @return the name alone
	 */
	@Override
	public String toString() {
		return "OneTimeCodeCredentials[name=" + this.name + "]";
	}

}
