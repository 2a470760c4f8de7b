package dev.torsion.words.autoconfigure.moderation;

import java.time.Clock;
import java.time.Duration;

import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.Participants;
import dev.torsion.words.moderation.MemorySanctionStore;
import dev.torsion.words.moderation.Moderation;
import dev.torsion.words.moderation.SanctionPolicy;
import dev.torsion.words.moderation.SanctionStore;
import dev.torsion.words.moderation.Sanctions;
import dev.torsion.words.moderation.audit.AuditPolicy;
import dev.torsion.words.moderation.audit.LogModerationAudit;
import dev.torsion.words.moderation.audit.ModerationAudit;
import dev.torsion.words.moderation.rate.RatePolicy;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of sanctions, of limits of what is said, and of the audit. Rooms and
 * participants are of another one.
 */
@AutoConfiguration(after = { NetworkAutoConfiguration.class, WordsModerationDatabaseAutoConfiguration.class },
		beforeName = "dev.torsion.words.autoconfigure.WordsAutoConfiguration")
@ConditionalOnBooleanProperty(name = "network.words.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WordsModerationProperties.class)
public final class WordsModerationAutoConfiguration {

	private static final Duration LOADING = Duration.ofSeconds(30);

	@Bean
	@ConditionalOnMissingBean(SanctionStore.class)
	MemorySanctionStore wordsSanctionStore() {
		return new MemorySanctionStore();
	}

	/** Blocks until they hold: nobody comes in meanwhile who may not. */
	@Bean
	@ConditionalOnMissingBean
	Sanctions wordsSanctions(SanctionStore store, WordsModerationProperties properties) {
		Sanctions sanctions = new Sanctions(store, properties.maxSanctions(), Clock.systemUTC());
		sanctions.load().block(LOADING);
		return sanctions;
	}

	@Bean
	SanctionPolicy wordsSanctionPolicy(Sanctions sanctions) {
		return new SanctionPolicy(sanctions);
	}

	@Bean
	@ConditionalOnMissingBean
	RatePolicy wordsRatePolicy(WordsModerationProperties properties) {
		return new RatePolicy(properties.rates(), System::nanoTime);
	}

	@Bean
	AuditPolicy wordsAuditPolicy(ObjectProvider<ModerationAudit> audits) {
		return new AuditPolicy(ModerationAudits.of(audits));
	}

	@Bean
	LogModerationAudit wordsLogAudit() {
		return new LogModerationAudit();
	}

	@Bean
	EventModerationAudit wordsEventAudit(ApplicationEventPublisher publisher, EventLoop loop) {
		return new EventModerationAudit(publisher, loop);
	}

	@Bean
	@ConditionalOnMissingBean
	Moderation wordsModeration(Sanctions sanctions, Participants participants, ObjectProvider<ModerationAudit> audits) {
		return new Moderation(sanctions, participants, ModerationAudits.of(audits), Clock.systemUTC());
	}

}
