package dev.torsion.cred;

/**
 * What a peer presents to prove who it is.
 */
public sealed interface Credentials permits PasswordCredentials {

}
