package dev.torsion.finger;

import java.time.Duration;

import dev.torsion.net.process.Command;
import dev.torsion.net.process.Processes;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;

// tag::program[]
/** Asks a program what a user plans to do. */
final class ProgramPlans {

	private final Processes processes;

	ProgramPlans(Processes processes) {
		this.processes = processes;
	}

	Mono<String> of(String user) {
		Command command = Command.of("/bin/echo", "Nobody knows what", user, "plans")
			.withTimeout(Duration.ofSeconds(10));
		return this.processes.start(command).flatMap((child) -> {
			child.input(Mono.empty()).subscribe();
			child.errors().subscribe(ByteBuf::release);
			return ByteBufFlux.fromInbound(child.output().take(16)).aggregate().asString().doOnCancel(child::kill);
		});
	}

}
// end::program[]
