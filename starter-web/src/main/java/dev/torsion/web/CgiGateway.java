package dev.torsion.web;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Runs programs that speak CGI/1.1 (RFC 3875), within the limits of
 * {@code network.web.cgi}. Inject it into a {@link ScriptProcessor} that needs more than
 * {@link FilteredScript} can do.
 */
@FunctionalInterface
public interface CgiGateway {

	/**
	 * Runs a program as the CGI program for a request, and answers with what it says.
	 * @param exchange the request, its body not yet read
	 * @param script the script the request is for, of which the program is told in its
	 * environment
	 * @param command the program, by its absolute path, and its arguments; nothing of it
	 * may come from the peer
	 * @return completes when the answer has been given and the program is done
	 */
	Mono<Void> run(ServerWebExchange exchange, Script script, List<String> command);

}
