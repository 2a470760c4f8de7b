package dev.torsion.demo;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that changes the running application.
 */
@RestController
@RequestMapping("/settings")
class SettingsController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head><meta charset="utf-8"><title>Settings</title><link rel="stylesheet" href="/style.css"></head>
			<body>
			<h1>Settings</h1>
			<p role="status">%s</p>
			<form method="post" action="/settings">
			<input type="hidden" name="%s" value="%s">
			<label>Greeting <input name="greeting" value="%s" maxlength="%d" required></label>
			<button>Save</button>
			</form>
			<p><a href="/api/hello/world">See it</a> &middot; <a href="/logout">Log out</a></p>
			</body>
			</html>
			""";

	private final Settings settings;

	SettingsController(Settings settings) {
		this.settings = settings;
	}

	@GetMapping
	Mono<ResponseEntity<String>> show(ServerWebExchange exchange) {
		return page(exchange, HttpStatus.OK, "", this.settings.greeting());
	}

	@PostMapping
	Mono<ResponseEntity<String>> change(ServerWebExchange exchange) {
		return exchange.getFormData().flatMap((form) -> {
			String greeting = form.toSingleValueMap().getOrDefault("greeting", "");
			return Mono.fromCallable(() -> this.settings.greet(greeting))
				.subscribeOn(Schedulers.boundedElastic())
				.flatMap((changed) -> page(exchange, HttpStatus.OK, "Saved.", changed))
				.onErrorResume(IllegalArgumentException.class,
						(ex) -> page(exchange, HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()), greeting));
		});
	}

	private Mono<ResponseEntity<String>> page(ServerWebExchange exchange, HttpStatus status, String message,
			String greeting) {
		Mono<CsrfToken> token = exchange.getRequiredAttribute(CsrfToken.class.getName());
		return token
			.map((csrf) -> PAGE.formatted(escape(message), csrf.getParameterName(), escape(csrf.getToken()),
					escape(greeting), Settings.MAX_GREETING))
			.map((html) -> ResponseEntity.status(status)
				.contentType(HTML)
				.cacheControl(CacheControl.noStore())
				.body(html));
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text);
	}

}
