package dev.torsion.cred;

/**
 * The wish to stay unknown, RFC 4505.
 *
 * @param trace what the peer says of itself, such as a mail address; unproved, and empty
 * if it says nothing
 */
public record AnonymousCredentials(String trace) implements Credentials {

}
