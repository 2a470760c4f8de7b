package dev.torsion.conch.autoconfigure.auth;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of how peers log in.
 *
 * @param authorizedKeys path of a file of OpenSSH's authorized_keys for each account,
 * with '{user}' for its name, beside the keys of the account itself; others must not be
 * able to write it
 * @param authenticationMethods what a peer has to prove: lists with spaces between, their
 * steps with commas between, of 'publickey', 'password', 'keyboard-interactive:password'
 * and 'keyboard-interactive:totp'. If not set, any one of those that accounts have
 * @param trustedUserCaKeys list of keys that sign certificates of users: lines of
 * authorized_keys, or files of such lines after 'file:'
 * @param revokedKeys file of keys and certificates that are not let in: a list of
 * 'ssh-keygen -k', or lines with keys and SHA256 fingerprints
 * @param keyEnvironment list of variables that keys may set by their option 'environment'
 * @param maxAuthTries how many failures to log in end a connection
 * @param failDelay after how much time a failure is told, or after a multiple of it
 * @param banner text that is shown before the login, or a file of it after 'file:'
 */
@ConfigurationProperties("network.conch")
public record AuthProperties(@Nullable String authorizedKeys, @Nullable String authenticationMethods,
		@DefaultValue List<String> trustedUserCaKeys, @Nullable String revokedKeys,
		@DefaultValue List<String> keyEnvironment, @DefaultValue("6") int maxAuthTries,
		@DefaultValue("1s") Duration failDelay, @DefaultValue("") String banner) {

}
