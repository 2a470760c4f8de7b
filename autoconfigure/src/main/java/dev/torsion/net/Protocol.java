package dev.torsion.net;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One conversation with one peer, as its server or as its client. Knows bytes and
 * meaning; knows no socket, thread or clock, so that a test can hold it with a
 * {@code RecordingTransport}.
 * <p>
 * The steps ({@link #greet}, {@link #received}, {@link #idle}, {@link #inputEnded},
 * {@link #leaving}) are called on the connection's event loop, strictly one after
 * another: the next one begins only when the {@code Mono} of the last has completed, and
 * nothing further is read from the peer until then. A step that has nothing to wait for
 * returns {@link Mono#empty()}. A step must not block; see {@link EventLoop#blocking}. A
 * step that fails ends the connection: a {@link ProtocolException} is the peer's fault
 * and logged at debug, anything else is ours and logged as an error.
 */
public interface Protocol {

	/**
	 * Opens the conversation, if it is ours to open. Called once, before anything is read
	 * (for implicit TLS: after the handshake).
	 * @return completes when the conversation may go on
	 */
	default Mono<Void> greet() {
		return Mono.empty();
	}

	/**
	 * Takes what the peer has sent, in arbitrary slices: framing is the first layer of a
	 * protocol. It consumes what it acts upon by the reader index, one line or frame a
	 * call; while it has consumed something and bytes are left it is called again with
	 * the rest, and what it leaves without consuming anything is dropped. So pipelined
	 * input is processed in order, and what is unread when {@link Transport#startTls} is
	 * called can be thrown away, as RFC 3207 section 4.2 and its siblings demand. The
	 * slice stays the caller's and is released when it is used up; what is needed longer
	 * must be copied or retained.
	 * @param bytes the slice, never empty
	 * @return completes when the rest or the next slice may be delivered
	 */
	Mono<Void> received(ByteBuf bytes);

	/**
	 * The peer has neither sent nor taken anything for the idle timeout, and no other
	 * step is under way. By default this ends the connection; a protocol that wants to
	 * say so first writes and then calls {@link Transport#close}, and one that only wants
	 * to send a ping just completes: it is called again after another timeout.
	 * @return completes when the conversation may go on
	 */
	default Mono<Void> idle() {
		return Mono.error(IdleTimeoutException::new);
	}

	/**
	 * The peer will send no more, but may still read: finish what was begun for it. All
	 * that it has sent was received before.
	 * @return completes when the connection may be closed
	 */
	default Mono<Void> inputEnded() {
		return Mono.empty();
	}

	/**
	 * The application is shutting down: say goodbye in the protocol's own words. The
	 * connection is closed when this completes, or when the grace period is over.
	 * @return completes when the goodbye has been written
	 */
	default Mono<Void> leaving() {
		return Mono.empty();
	}

	/**
	 * The conversation is over, whoever ended it. Called exactly once, on the event loop,
	 * after the last step; nothing can be written any more.
	 */
	default void disconnected() {
	}

	/**
	 * The conversation is over, and why: what {@link #disconnected()} is, for a protocol
	 * that has to tell somebody. Override one of the two.
	 * @param cause what has failed: an error of a step, a connection that was reset, a
	 * TLS handshake; {@code null} if one of the peers has closed the connection
	 */
	default void disconnected(@Nullable Throwable cause) {
		disconnected();
	}

}
