package dev.torsion.mail.guide;

import java.nio.file.Path;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/**
 * Applications with all that the starter configures, that listen for SMTP alone.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Applications {

	static ApplicationContextRunner runner(Path data) {
		return new ApplicationContextRunner().withUserConfiguration(Applications.class)
			.withPropertyValues("network.mail.smtp.port=0", "network.mail.submission.enabled=false",
					"network.mail.pop3.enabled=false", "network.mail.hostname=mx.example.org",
					"network.mail.store=memory", "network.data=" + data,
					"spring.reactor.netty.shutdown-quiet-period=0s");
	}

}
