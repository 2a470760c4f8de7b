package dev.torsion.web.cgi;

import java.util.List;

import dev.torsion.web.CgiGateway;
import dev.torsion.web.Script;
import dev.torsion.web.ScriptProcessor;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Runs the files of a CGI directory, each of which is a program.
 */
public final class CgiScript implements ScriptProcessor {

	private final CgiGateway gateway;

	/**
	 * Creates the processor.
	 * @param gateway runs the programs
	 */
	public CgiScript(CgiGateway gateway) {
		this.gateway = gateway;
	}

	/**
	 * None: the directory makes a file a script.
	 */
	@Override
	public List<String> extensions() {
		return List.of();
	}

	@Override
	public Mono<Void> process(ServerWebExchange exchange, Script script) {
		return this.gateway.run(exchange, script, List.of(script.file().toString()));
	}

}
