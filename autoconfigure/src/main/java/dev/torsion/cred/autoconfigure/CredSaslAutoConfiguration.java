package dev.torsion.cred.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.Portal;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.CertificateChecker;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.mechanism.AnonymousChecker;
import dev.torsion.cred.sasl.mechanism.ChallengeChecker;
import dev.torsion.cred.sasl.mechanism.StandardMechanisms;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.cred.sasl.scram.ScramChecker;
import dev.torsion.net.EventLoop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of {@link Sasl}, and of who checks what comes of it.
 */
@AutoConfiguration(after = CredAutoConfiguration.class)
public final class CredSaslAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SaslPolicy saslPolicy(CredProperties properties) {
		return properties.sasl().policy();
	}

	/** Mechanisms of the application first: of several of one name the first is taken. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Sasl sasl(Portal portal, ScramAccounts accounts, SaslPolicy policy, ObjectProvider<SaslMechanism> own) {
		List<SaslMechanism> mechanisms = new ArrayList<>(own.orderedStream().toList());
		mechanisms.addAll(StandardMechanisms.of(portal, accounts, policy));
		return new Sasl(mechanisms, policy);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	ScramAccounts scramAccounts(Accounts accounts, Decoys decoys, CredProperties properties, EventLoop loop) {
		return new ScramAccounts(accounts, decoys, properties.iterations(), loop);
	}

	@Bean
	ScramChecker scramChecker() {
		return new ScramChecker();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	CertificateChecker certificateChecker(Accounts accounts) {
		return new CertificateChecker(accounts);
	}

	@Bean
	@Lazy
	ChallengeChecker challengeChecker(Accounts accounts, SaslPolicy policy) {
		return new ChallengeChecker(accounts, policy.legacy());
	}

	@Bean
	AnonymousChecker anonymousChecker(SaslPolicy policy) {
		return new AnonymousChecker(policy.anonymous());
	}

}
