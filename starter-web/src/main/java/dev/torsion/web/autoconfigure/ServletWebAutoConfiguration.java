package dev.torsion.web.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops an application in which files would silently not be served: beside Spring MVC,
 * Boot makes a servlet application, and the WebFlux this starter lives in never runs.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "network.web.enabled", matchIfMissing = true)
public final class ServletWebAutoConfiguration {

	ServletWebAutoConfiguration() {
		throw new FailureAnalyzedException(
				"torsion-spring-boot-starter-web serves files inside Spring WebFlux, but this is a servlet application:"
						+ " Spring MVC is on the class path, or spring.main.web-application-type is 'servlet'.",
				"Remove spring-boot-starter-webmvc, or set spring.main.web-application-type=reactive,"
						+ " or set network.web.enabled=false to do without files.");
	}

}
