package dev.torsion.mail;

import java.nio.ByteBuffer;

import reactor.core.publisher.Mono;

/**
 * Takes one message, as it arrives. Its methods are called one after another, each when
 * the {@code Mono} of the last has completed, on the event loop of the connection or,
 * where a message goes to several sinks, on a thread of another of them, which they must
 * not block: {@link #write} any number of times, {@link #prepare}, {@link #commit}, or
 * {@link #finish} for both. {@link #abort} may come at any time before {@code commit} has
 * completed, and after any failure it does. Nothing of a message is to be seen before
 * {@code commit}; where it goes to several sinks each is prepared before the first is
 * committed.
 */
public interface MailSink {

	/**
	 * Takes a run of the message, line ends CRLF. Nothing more is read from the client
	 * until this has completed.
	 * @param bytes the run, never empty; the caller's again when this has completed
	 * @return completes when more may come
	 */
	Mono<Void> write(ByteBuffer bytes);

	/**
	 * All of the message has been written: makes sure that it will not be lost.
	 * @return completes when it survives a crash. Fails with {@link MailRefusedException}
	 * if it is not taken
	 */
	Mono<Void> prepare();

	/**
	 * Delivers the message. The client gets its 250 after this, so a message whose commit
	 * has completed has to be there after a crash.
	 * @return completes when it is delivered
	 */
	Mono<Void> commit();

	/**
	 * Prepares and delivers the message, where no other sink has to be waited for. Called
	 * instead of {@link #prepare} and {@link #commit}; a sink that can do both at a
	 * stretch may do so.
	 * @return completes when it is delivered
	 */
	default Mono<Void> finish() {
		return prepare().then(Mono.defer(this::commit));
	}

	/**
	 * Forgets the message. Does not block; what there is to remove is removed in the
	 * background.
	 */
	void abort();

}
