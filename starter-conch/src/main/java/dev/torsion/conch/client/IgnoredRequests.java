package dev.torsion.conch.client;

import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Nothing that a server asks for by itself is done: neither its keys are learnt
 * ({@code hostkeys-00@openssh.com}), nor anything else. It is answered, which is all that
 * {@code keepalive@openssh.com} wants.
 */
final class IgnoredRequests implements RequestHandler<ConnectionService> {

	@Override
	public Result process(ConnectionService service, String request, boolean wantReply, Buffer buffer) {
		return Result.ReplyFailure;
	}

}
