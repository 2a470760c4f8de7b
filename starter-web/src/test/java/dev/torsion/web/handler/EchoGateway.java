package dev.torsion.web.handler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.torsion.web.CgiGateway;
import dev.torsion.web.Script;
import dev.torsion.web.cgi.CgiVariables;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Runs nothing, and answers with what a program would have been told.
 */
final class EchoGateway implements CgiGateway {

	private final CgiVariables variables;

	EchoGateway(CgiVariables variables) {
		this.variables = variables;
	}

	@Override
	public Mono<Void> run(ServerWebExchange exchange, Script script, List<String> command) {
		return this.variables.of(exchange, script, -1).flatMap((variables) -> {
			Map<String, String> all = new TreeMap<>(variables);
			all.put("COMMAND", String.join(" ", command));
			String text = all.entrySet().stream().map((one) -> one + "\n").collect(Collectors.joining());
			ServerHttpResponse response = exchange.getResponse();
			return response.writeWith(Mono.just(response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
		});
	}

}
