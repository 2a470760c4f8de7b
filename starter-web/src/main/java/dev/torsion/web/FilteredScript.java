package dev.torsion.web;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands files of an extension to an interpreter, whose output is the answer. A bean of
 * this type does in Java what an item of {@code network.web.processors} does in YAML.
 */
public final class FilteredScript implements ScriptProcessor {

	private final CgiGateway gateway;

	private final String extension;

	private final List<String> command;

	/**
	 * Creates the processor.
	 * @param gateway runs the interpreter
	 * @param extension the extension, such as {@code pl}
	 * @param command the interpreter, by its absolute path, and its arguments; the path
	 * of the script is added as the last one
	 */
	public FilteredScript(CgiGateway gateway, String extension, String... command) {
		Assert.isTrue(command.length > 0, "'command' must not be empty");
		this.gateway = gateway;
		this.extension = extension;
		this.command = List.of(command);
	}

	@Override
	public List<String> extensions() {
		return List.of(this.extension);
	}

	/**
	 * The interpreter and its arguments.
	 * @return the command, to which the path of the script is added
	 */
	public List<String> command() {
		return this.command;
	}

	@Override
	public Mono<Void> process(ServerWebExchange exchange, Script script) {
		List<String> whole = new ArrayList<>(this.command);
		whole.add(script.file().toString());
		return this.gateway.run(exchange, script, List.copyOf(whole));
	}

	@Override
	public String toString() {
		return this.extension + " -> " + String.join(" ", this.command);
	}

}
