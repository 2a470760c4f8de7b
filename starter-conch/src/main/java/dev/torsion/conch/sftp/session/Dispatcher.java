package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.List;

import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.conch.sftp.wire.WireException;
import dev.torsion.files.roots.QuotaExceededException;
import io.netty.buffer.ByteBuf;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one place where requests are looked up and done, and where what they fail with
 * becomes a reply.
 */
final class Dispatcher {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	private final @Nullable SftpRequest[] requests = new SftpRequest[256];

	/**
	 * Creates the dispatcher.
	 * @param requests the requests; of several of one type the first
	 */
	Dispatcher(List<SftpRequest> requests) {
		for (SftpRequest request : requests) {
			if (this.requests[request.type()] == null) {
				this.requests[request.type()] = request;
			}
		}
	}

	/**
	 * Looks a request up.
	 * @param packet its packet, to be released by who does it
	 * @param size what it counts for in the window of the channel
	 * @param number how many came before it; the first has to be INIT, and only that
	 * @return the request
	 * @throws WireException if it is too short to be answered, or not the time for it
	 */
	Pending pending(ByteBuf packet, int size, long number) {
		PacketReader in = new PacketReader(packet);
		int type = in.u8();
		int id = in.u32();
		if ((number == 0) != (type == PacketType.INIT)) {
			throw new SftpException(StatusCode.BAD_MESSAGE);
		}
		SftpRequest request = this.requests[type];
		Overlap overlap = (request != null) ? overlap(request, packet) : Overlap.NONE;
		return new Pending(number, request, id, packet, size, overlap);
	}

	private static Overlap overlap(SftpRequest request, ByteBuf packet) {
		try {
			return request.overlap(new PacketReader(packet.duplicate()));
		}
		catch (WireException ex) {
			// It will be said when its turn comes
			return Overlap.NONE;
		}
	}

	void run(Pending pending, SftpSession session, Output output) {
		Reply reply = new Reply(output, pending.id());
		SftpRequest request = pending.request();
		if (request == null) {
			reply.status(StatusCode.OP_UNSUPPORTED);
			return;
		}
		try {
			request.run(session, new PacketReader(pending.packet()), reply);
		}
		catch (SftpException ex) {
			reply.status(ex.status());
		}
		catch (WireException ex) {
			reply.status(StatusCode.BAD_MESSAGE);
		}
		catch (IOException ex) {
			logger.debug("Refused a request of type " + request.type(), ex);
			StatusCode status = statusOf(ex);
			reply.status(status, (ex instanceof QuotaExceededException) ? "Quota exceeded" : status.message());
		}
		catch (RuntimeException ex) {
			logger.error("Failed to do a request of type " + request.type(), ex);
			reply.status(StatusCode.FAILURE);
		}
	}

	private static StatusCode statusOf(IOException ex) {
		if (ex instanceof NoSuchFileException || ex instanceof NotDirectoryException
				|| ex instanceof FileSystemLoopException) {
			return StatusCode.NO_SUCH_FILE;
		}
		if (ex instanceof AccessDeniedException) {
			return StatusCode.PERMISSION_DENIED;
		}
		return (ex instanceof NotLinkException) ? StatusCode.BAD_MESSAGE : StatusCode.FAILURE;
	}

}
