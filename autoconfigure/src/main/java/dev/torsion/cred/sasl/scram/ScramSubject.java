package dev.torsion.cred.sasl.scram;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.password.ScramVerifier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whom a peer says it is, and what it has to prove that with.
 *
 * @param account the account, {@code null} if there is none that could be meant
 * @param salt the salt
 * @param iterations how often the password is hashed
 * @param keys the keys, which may take the time of a hash, once
 */
record ScramSubject(@Nullable Account account, byte[] salt, int iterations, Mono<ScramVerifier> keys) {

}
