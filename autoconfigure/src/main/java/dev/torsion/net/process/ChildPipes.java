package dev.torsion.net.process;

import io.netty.buffer.ByteBuf;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The three pipes of one child process, seen from this side.
 */
interface ChildPipes {

	/** Makes the pipes the standard streams of what is about to start. */
	void attachTo(ProcessBuilder builder);

	/** The process has started, and has its ends. */
	void started(Process process);

	/** Its standard output; one subscriber, who owns what it is given. */
	Flux<ByteBuf> output();

	/** Its standard error; one subscriber, who owns what it is given. */
	Flux<ByteBuf> errors();

	/** Writes its standard input, and ends it. */
	Mono<Void> input(Publisher<ByteBuf> bytes);

	/**
	 * The end of both output and errors.
	 * @return whether the child ended them, rather than that they were given up here
	 */
	Mono<Boolean> ended();

	/**
	 * Ends output and errors unless something came, or waits to be taken, since this was
	 * last called.
	 */
	void endIfSilent();

	/** Ends everything at once. */
	void close();

}
