package dev.torsion.conch.session;

import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.connection.LiveConnection;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;

/**
 * Makes the channels of sessions.
 */
public final class SessionChannelFactory implements ChannelFactory {

	private final Programs programs;

	private final SshAudit audit;

	private final SessionSettings settings;

	/**
	 * Creates a factory.
	 * @param programs what there is to run
	 * @param audit is told who runs what
	 * @param settings what all sessions have in common
	 */
	public SessionChannelFactory(Programs programs, SshAudit audit, SessionSettings settings) {
		this.programs = programs;
		this.audit = audit;
		this.settings = settings;
	}

	@Override
	public String getName() {
		return "session";
	}

	@Override
	public Channel createChannel(Session session) {
		return new SessionChannel(LiveConnection.of(session), this.programs, this.audit, this.settings);
	}

}
