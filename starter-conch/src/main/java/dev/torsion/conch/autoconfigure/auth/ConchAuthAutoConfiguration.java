package dev.torsion.conch.autoconfigure.auth;

import java.time.Clock;
import java.util.Set;

import dev.torsion.conch.auth.UserAuthServices;
import dev.torsion.conch.auth.file.AuthorityKeys;
import dev.torsion.conch.auth.file.AuthorizedKeyFiles;
import dev.torsion.conch.auth.file.RevokedKeyFile;
import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.key.TrustedAuthorities;
import dev.torsion.cred.Portal;
import dev.torsion.files.DataFolder;
import dev.torsion.net.EventLoop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of how peers log in over SSH: what has to be proved, and which keys
 * there are beside those of the accounts.
 */
@AutoConfiguration(beforeName = "dev.torsion.conch.autoconfigure.ConchAutoConfiguration",
		afterName = { "dev.torsion.net.autoconfigure.NetworkAutoConfiguration",
				"dev.torsion.cred.autoconfigure.CredAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AuthProperties.class)
public final class ConchAuthAutoConfiguration {

	@Bean
	@ConditionalOnProperty("network.conch.authorized-keys")
	AuthorizedKeyFiles sshAuthorizedKeys(AuthProperties properties, EventLoop loop) {
		return AuthFiles.authorizedKeys(properties, loop);
	}

	@Bean
	AuthorityKeys sshAuthorityKeys(AuthProperties properties, DataFolder data, EventLoop loop) {
		return AuthFiles.authorities(properties, data, loop);
	}

	@Bean
	TrustedAuthorities sshTrustedAuthorities(AuthorityKeys keys) {
		return new TrustedAuthorities(keys);
	}

	@Bean
	@ConditionalOnMissingBean(RevokedKeys.class)
	@ConditionalOnProperty("network.conch.revoked-keys")
	RevokedKeyFile sshRevokedKeys(AuthProperties properties, DataFolder data, EventLoop loop) {
		return AuthFiles.revoked(properties, data, loop);
	}

	@Bean
	@ConditionalOnMissingBean
	KeyRules sshKeyRules(AuthProperties properties, ObjectProvider<RevokedKeys> revoked) {
		return new KeyRules(Set.copyOf(properties.keyEnvironment())::contains,
				revoked.getIfAvailable(() -> RevokedKeys.NONE), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	UserAuthServices sshAuthentication(Portal portal, AuthProperties properties, KeyRules rules, DataFolder data) {
		return new UserAuthServices(portal, AuthFiles.settings(properties, portal, data), rules);
	}

}
