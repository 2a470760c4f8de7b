package dev.torsion.net.autoconfigure;

import dev.torsion.net.EventLoop;
import dev.torsion.net.process.Processes;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of child processes. Nothing is made before somebody wants one.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@EnableConfigurationProperties(ProcessProperties.class)
public final class ProcessAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Processes networkProcesses(ProcessProperties properties, EventLoop loop, Environment environment) {
		return new Processes(properties.settings(), loop.scheduler(),
				BlockingPool.threads("torsion-process-", environment));
	}

}
