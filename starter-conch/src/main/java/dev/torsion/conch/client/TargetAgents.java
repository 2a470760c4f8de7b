package dev.torsion.conch.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.conch.client.key.AgentClient;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agent of a target, if it has one, and forwards none.
 */
final class TargetAgents implements SshAgentFactory {

	@Override
	public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
		return List.of();
	}

	@Override
	@SuppressWarnings("NullAway") // null means that there is no agent
	public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
		Path socket = agent(session);
		return (socket != null) ? new AgentClient(socket) : null;
	}

	private static @Nullable Path agent(Session session) {
		Attempt attempt = Attempt.of(session);
		return (attempt != null) ? attempt.target().agent() : null;
	}

	@Override
	public SshAgentServer createServer(ConnectionService service) {
		throw new UnsupportedOperationException();
	}

}
