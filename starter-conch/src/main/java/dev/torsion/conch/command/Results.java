package dev.torsion.conch.command;

import java.nio.ByteBuffer;

import dev.torsion.conch.SshSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes what a method returns: bytes as they are, a number as the exit status, all else
 * as lines.
 */
final class Results {

	private Results() {
	}

	/**
	 * Writes results as they come, and asks for the next when there is room for it.
	 * @param results what was returned
	 * @param session where they go
	 * @return the exit status: the last number, else 0
	 */
	static Mono<Integer> write(Flux<Object> results, SshSession session) {
		return results
			.concatMap((result) -> (result instanceof Integer status) ? Mono.just(status & 0xff)
					: write(result, session).then(Mono.<Integer>empty()), 1)
			.last(0);
	}

	private static Mono<Void> write(Object result, SshSession session) {
		if (result instanceof byte[] bytes) {
			return session.write(ByteBuffer.wrap(bytes));
		}
		if (result instanceof ByteBuffer bytes) {
			return session.write(bytes);
		}
		return session.print(result + "\n");
	}

}
