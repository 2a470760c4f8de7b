package dev.torsion.finger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.torsion.net.process.Command;
import dev.torsion.net.process.Processes;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;

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
			return child.output().take(16).map(ProgramPlans::text).reduce("", String::concat).doOnCancel(child::kill);
		});
	}

	private static String text(ByteBuf bytes) {
		try {
			return bytes.toString(StandardCharsets.US_ASCII);
		}
		finally {
			bytes.release();
		}
	}

}
// end::program[]
