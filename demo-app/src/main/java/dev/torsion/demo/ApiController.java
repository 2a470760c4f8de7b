package dev.torsion.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Beans and files in one server: what a controller maps wins over a file of that name.
 */
@RestController
class ApiController {

	private final Clock clock;

	private final Settings settings;

	ApiController(Settings settings) {
		this.clock = Clock.systemUTC();
		this.settings = settings;
	}

	@GetMapping("/api/time")
	Map<String, Instant> time() {
		return Map.of("time", this.clock.instant());
	}

	@GetMapping("/api/hello/{name}")
	Map<String, String> hello(@PathVariable String name) {
		return Map.of("message", this.settings.greeting() + ", " + name + "!");
	}

}
