package dev.torsion.conch.autoconfigure.shell;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.SshCommand;
import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshExitException;
import dev.torsion.conch.SshSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;

/**
 * Commands of an application.
 */
class Operations {

	private final AtomicInteger cancelled = new AtomicInteger();

	int cancelled() {
		return this.cancelled.get();
	}

	@SshCommand(value = "deploy {app}", description = "Deploys an application")
	@PreAuthorize("hasRole('OPS')")
	Flux<String> deploy(String app, SshSession session) {
		return Flux.just("deploying " + app, "done for " + session.connection().login().name());
	}

	@SshCommand("stop {app}")
	@PreAuthorize("hasRole('OPS')")
	Mono<Void> stop(String app) {
		return Mono.empty();
	}

	@SshCommand("restart {app}")
	@PreAuthorize("hasRole('OPS')")
	String restart(String app, Authentication authentication) {
		return app + " restarted by " + authentication.getName();
	}

	@SshCommand("scale {app} {count}")
	int scale(String app, int count) {
		return count;
	}

	@SshCommand("echo {*words}")
	String echo(List<String> words, SshConnection connection) {
		return String.join("|", words) + " " + connection.id();
	}

	@SshCommand("count")
	Mono<String> count(Flux<String> lines) {
		return lines.count().map((count) -> count + " lines");
	}

	@SshCommand("raw")
	Flux<ByteBuffer> raw() {
		return Flux.just(ByteBuffer.wrap(new byte[] { 0, 10, -1 }));
	}

	@SshCommand("forever")
	Flux<String> forever() {
		return Flux.<String>never().startWith("begun").doOnCancel(this.cancelled::incrementAndGet);
	}

	@SshCommand("numbers")
	Flux<Long> numbers() {
		return Flux.generate(() -> 0L, (state, sink) -> {
			sink.next(state);
			return state + 1;
		});
	}

	@SshCommand("give up")
	Mono<Void> giveUp() {
		return Mono.error(new SshExitException(7, "had enough"));
	}

	@SshCommand("break")
	void fail() {
		throw new IllegalStateException("secret");
	}

}
