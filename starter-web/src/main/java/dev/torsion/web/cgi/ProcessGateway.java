package dev.torsion.web.cgi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import dev.torsion.net.ConnectionGate;
import dev.torsion.net.EventLoop;
import dev.torsion.net.process.ChildProcess;
import dev.torsion.net.process.Command;
import dev.torsion.net.process.Processes;
import dev.torsion.net.process.Slots;
import dev.torsion.net.process.TooManyProcessesException;
import dev.torsion.web.CgiGateway;
import dev.torsion.web.Script;
import dev.torsion.web.cgi.wire.BadHeadException;
import dev.torsion.web.cgi.wire.HeadParser;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * The gateway to programs as child processes: takes in the body of the request, waits for
 * a slot, starts the program in the directory of the script, and answers with what it
 * says. What goes wrong is told to the log; the peer learns 502, 503 or 504.
 */
public final class ProcessGateway implements CgiGateway {

	private static final Log logger = LogFactory.getLog(ProcessGateway.class);

	private static final String DIRECTORIES = "";

	private static final Duration RETRY = Duration.ofSeconds(5);

	/**
	 * How much longer than for us a program may live, who has been told that time is up.
	 */
	private static final Duration BACKSTOP = Duration.ofSeconds(10);

	private final Supplier<Processes> processes;

	private final EventLoop loop;

	private final CgiVariables variables;

	private final CgiSettings settings;

	private final RequestBodies bodies;

	private final LocalRedirect redirect;

	private final ConcurrentMap<String, Slots> slots = new ConcurrentHashMap<>();

	/**
	 * Creates the gateway.
	 * @param processes starts the programs
	 * @param loop where time is measured and files are written
	 * @param variables the environment of the programs
	 * @param settings their limits
	 * @param application answers the requests that local redirects stand for
	 */
	public ProcessGateway(Supplier<Processes> processes, EventLoop loop, CgiVariables variables, CgiSettings settings,
			Supplier<HttpHandler> application) {
		this.processes = processes;
		this.loop = loop;
		this.variables = variables;
		this.settings = settings;
		this.bodies = new RequestBodies(settings.bodies(), loop);
		this.redirect = new LocalRedirect(application);
	}

	@Override
	public Mono<Void> run(ServerWebExchange exchange, Script script, List<String> command) {
		Slots own = slots(command, script);
		return this.bodies.read(exchange.getRequest()).flatMap((body) -> {
			Lease lease = new Lease(body.release());
			return own.take(peer(exchange))
				.doOnNext((slot) -> lease.add(slot::release))
				.flatMap((slot) -> this.variables.of(exchange, script, body.length()))
				.flatMap((environment) -> this.processes.get().start(command(command, script, body, environment)))
				.doOnNext((child) -> lease.until(child.ended()))
				.doFinally((signal) -> lease.endUnlessProlonged())
				.flatMap((child) -> answer(exchange, script, body, child));
		}).onErrorMap((ex) -> failure(exchange, script, ex));
	}

	private Mono<Void> answer(ServerWebExchange exchange, Script script, RequestBody body, ChildProcess child) {
		Watchdog watchdog = new Watchdog(this.settings.times(), this.loop.scheduler(), child::kill);
		child.ended().subscribe(null, null, watchdog::stop);
		StderrLog.of(script.scriptName(), this.settings.maxStderr(), child.errors());
		ScriptRun run = new ScriptRun(exchange, child, watchdog,
				new HeadParser(this.settings.maxHeadSize(), this.settings.maxHeadLines()), this.redirect);
		if (body.file() == null) {
			run.input(body.content());
		}
		return run.answer();
	}

	private Command command(List<String> line, Script script, RequestBody body, Map<String, String> environment) {
		Path directory = script.file().getParent();
		return new Command(line, environment, directory, body.file(), this.settings.limits(),
				this.settings.times().run().plus(BACKSTOP));
	}

	/** Interpreters are told apart; the programs of CGI directories are not. */
	private Slots slots(List<String> command, Script script) {
		String program = command.get(0);
		return this.slots.computeIfAbsent(program.equals(script.file().toString()) ? DIRECTORIES : program,
				(key) -> new Slots(this.settings.slots(), this.loop.scheduler()));
	}

	private static Object peer(ServerWebExchange exchange) {
		Object address = ConnectionGate.addressOf(exchange.getRequest().getRemoteAddress());
		return (address != null) ? address : "";
	}

	private static Throwable failure(ServerWebExchange exchange, Script script, Throwable ex) {
		boolean crowded = ex instanceof TooManyProcessesException;
		if (crowded || (ex instanceof ResponseStatusException status
				&& status.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE)) {
			exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY.toSeconds()));
		}
		if (crowded) {
			logger.debug(script.scriptName() + " has to wait: " + ex.getMessage());
			return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, null, ex);
		}
		if (exchange.getResponse().isCommitted()) {
			return ex;
		}
		if (ex instanceof ScriptTimeoutException) {
			logger.warn(script.scriptName() + " has failed: " + ex.getMessage());
			return new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, null, ex);
		}
		if (ex instanceof BadHeadException || ex instanceof IOException) {
			logger.warn(script.scriptName() + " has failed: " + ex.getMessage());
			return new ResponseStatusException(HttpStatus.BAD_GATEWAY, null, ex);
		}
		return ex;
	}

}
