package dev.torsion.names.autoconfigure;

import dev.torsion.names.session.limit.ResponseRateLimiter;
import dev.torsion.names.wire.SipHash;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the limit of responses over UDP.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "network.names.rate-limit.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RateLimitAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ResponseRateLimiter namesRateLimiter(RateLimitProperties properties) {
		return new ResponseRateLimiter(properties.limits(), System::nanoTime, SipHash.random());
	}

}
