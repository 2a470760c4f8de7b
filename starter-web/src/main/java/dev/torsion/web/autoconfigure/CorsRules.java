package dev.torsion.web.autoconfigure;

import java.util.List;
import java.util.Map;

import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * The application's CORS rules for all paths. WebFlux hands them to its own mappings
 * only, so they are asked for once more here.
 */
final class CorsRules extends CorsRegistry {

	private CorsRules() {
	}

	static Map<String, CorsConfiguration> of(List<WebFluxConfigurer> configurers) {
		CorsRules rules = new CorsRules();
		configurers.forEach((configurer) -> configurer.addCorsMappings(rules));
		return rules.getCorsConfigurations();
	}

}
