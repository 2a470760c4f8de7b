package dev.torsion.web;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Answers requests for files of some extension by doing something with the file instead
 * of sending it. A bean of this type takes part like an item of
 * {@code network.web.processors}, in all mounts that are directories of the file system.
 * Files with these extensions are never sent as they are.
 */
public interface ScriptProcessor {

	/**
	 * The extensions, such as {@code pl}; case does not matter.
	 * @return the extensions, which no other processor has
	 */
	List<String> extensions();

	/**
	 * Answers a request. Called for any method but {@code TRACE} and {@code CONNECT}, on
	 * an event loop: do not block.
	 * @param exchange the request, its body not yet read
	 * @param script the script it is for
	 * @return completes when the answer has been given; an error is answered like that of
	 * a controller
	 */
	Mono<Void> process(ServerWebExchange exchange, Script script);

}
