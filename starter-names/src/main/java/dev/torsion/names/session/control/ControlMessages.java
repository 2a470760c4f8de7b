package dev.torsion.names.session.control;

import java.io.IOException;
import java.util.List;

import dev.torsion.names.session.MessageHandler;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import dev.torsion.names.session.limit.FailureLog;
import dev.torsion.names.tsig.AnswerSigner;
import dev.torsion.names.tsig.Signature;
import dev.torsion.names.tsig.TsigKey;
import dev.torsion.names.tsig.TsigKeys;
import dev.torsion.names.tsig.UnsignedMessage;
import dev.torsion.names.wire.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;

/**
 * Verifies what is signed, hands each request to the handler of its kind, and signs the
 * answer. Plain queries with a signature are answered as if they had none.
 */
public final class ControlMessages implements MessageHandler {

	private static final Log logger = LogFactory.getLog(ControlMessages.class);

	private final FailureLog failures = new FailureLog(logger, System::nanoTime);

	private final TsigKeys keys;

	private final List<ControlHandler> handlers;

	/**
	 * Creates the handler.
	 * @param keys the keys of this server
	 * @param handlers handle each kind of requests
	 */
	public ControlMessages(TsigKeys keys, List<ControlHandler> handlers) {
		this.keys = keys;
		this.handlers = List.copyOf(handlers);
	}

	@Override
	public boolean supports(Query query) {
		return true;
	}

	@Override
	public Flux<byte[]> handle(byte[] bytes, Origin origin, NameServer server) {
		Message message = parsed(bytes);
		if (message == null || isSignedInside(message)) {
			return Flux.just(Replies.ofHeader(bytes, Rcode.FORMERR));
		}
		Signature signature = this.keys.verify(message, bytes);
		AnswerSigner signer = new AnswerSigner(signature);
		if (signature.rcode() != Rcode.NOERROR) {
			logger.debug("Refused what " + origin.client() + " has signed: " + Rcode.TSIGstring(signature.error()));
			return Flux.just(signer.sign(Replies.bytes(message, signature.rcode())));
		}
		byte[] unsigned = (signature.record() != null) ? UnsignedMessage.of(bytes) : bytes;
		TsigKey key = signature.key();
		ControlRequest request = new ControlRequest(message, unsigned, origin.reserving(signature.length()),
				(key != null) ? key.name() : null);
		return answer(request, server).switchOnFirst((first, all) -> {
			Throwable failure = first.getThrowable();
			return (failure != null) ? failed(request, failure) : all;
		}).map(signer::sign);
	}

	private Flux<byte[]> failed(ControlRequest request, Throwable failure) {
		this.failures.error("Failed to answer " + request, failure);
		return Replies.of(request, Rcode.SERVFAIL);
	}

	/** {@code null} for what is malformed, a signature before other records included. */
	private static @Nullable Message parsed(byte[] bytes) {
		try {
			return new Message(bytes);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("A message that cannot be read", ex);
			return null;
		}
	}

	private static boolean isSignedInside(Message message) {
		for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
			List<Record> records = message.getSection(section);
			for (int i = 0; i < records.size(); i++) {
				boolean last = section == Section.ADDITIONAL && i == records.size() - 1;
				if (records.get(i).getType() == Type.TSIG && !last) {
					return true;
				}
			}
		}
		return false;
	}

	private Flux<byte[]> answer(ControlRequest request, NameServer server) {
		OPTRecord opt = request.message().getOPT();
		if (opt != null && opt.getVersion() > 0) {
			return Replies.of(request, Rcode.BADVERS);
		}
		int opcode = request.message().getHeader().getOpcode();
		Record question = request.message().getQuestion();
		int type = (question != null) ? question.getType() : 0;
		for (ControlHandler handler : this.handlers) {
			if (handler.supports(opcode, type)) {
				return Flux.defer(() -> handler.handle(request));
			}
		}
		if (opcode != Opcode.QUERY || type == Type.AXFR || type == Type.IXFR) {
			return Replies.of(request, (opcode == Opcode.QUERY) ? Rcode.REFUSED : Rcode.NOTIMP);
		}
		return Flux.from(server.answer(Unpooled.wrappedBuffer(request.bytes()), request.origin()))
			.map((answer) -> taken(answer, request.origin().isStream()));
	}

	private static byte[] taken(ByteBuf answer, boolean prefixed) {
		try {
			return ByteBufUtil.getBytes(prefixed ? answer.skipBytes(2) : answer);
		}
		finally {
			answer.release();
		}
	}

}
