package dev.torsion.conch.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.algorithm.Algorithms;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.keys.ClientIdentityLoader;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.forward.DefaultForwarderFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * MINA's client, everything of which is set here: it reads no files of the user, accepts
 * no key of a server by itself, and opens nothing for servers.
 */
final class RemoteClient extends SshClient {

	private static final String IDENTIFICATION = "Torsion";

	private static final long MAX_PACKET = 256 * 1024;

	private static final int MAX_KEEP_ALIVES = 3;

	RemoteClient(IoServiceFactoryFactory io, Algorithms algorithms, SshClientSettings settings) {
		algorithms.offerBy(this);
		setIoServiceFactoryFactory(io);
		setRandomFactory(new SingletonRandomFactory(SecurityUtils.getRandomFactory()));
		setKexExtensionHandler(DefaultClientKexExtensionHandler.INSTANCE);
		setServiceFactories(List.of(ClientUserAuthServiceFactory.INSTANCE, ClientConnectionServiceFactory.INSTANCE));
		setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE,
				UserAuthKeyboardInteractiveFactory.INSTANCE));
		setChannelFactories(List.of());
		setGlobalRequestHandlers(List.of(new IgnoredRequests()));
		setForwarderFactory(DefaultForwarderFactory.INSTANCE);
		setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
		setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
		setClientIdentityLoader(ClientIdentityLoader.DEFAULT);
		setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
		setFilePasswordProvider(FilePasswordProvider.EMPTY);
		setAgentFactory(new TargetAgents());
		setServerKeyVerifier((session, address, key) -> isTrusted(session, key));
		addSessionListener(new Proposals());
		limits(settings);
	}

	private void limits(SshClientSettings settings) {
		CoreModuleProperties.CLIENT_IDENTIFICATION.set(this, IDENTIFICATION);
		CoreModuleProperties.LIMIT_PACKET_SIZE.set(this, MAX_PACKET);
		CoreModuleProperties.IDLE_TIMEOUT.set(this, Duration.ZERO);
		CoreModuleProperties.AUTH_TIMEOUT.set(this, settings.connectTimeout());
		CoreModuleProperties.HEARTBEAT_INTERVAL.set(this, settings.keepAlive());
		CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(this, MAX_KEEP_ALIVES);
		// A password is for those prompts only whose answer it is, see
		// keyboard-interactive
		CoreModuleProperties.PASSWORD_PROMPTS.set(this, 1);
	}

	private static boolean isTrusted(ClientSession session, PublicKey key) {
		Attempt attempt = Attempt.of(session);
		return attempt != null && attempt.trusts(key);
	}

	/** Connects to an address, without looking any name up. */
	ConnectFuture connect(Attempt attempt, InetSocketAddress address) throws IOException {
		SshTarget target = attempt.target();
		HostConfigEntry entry = new HostConfigEntry("", target.host(), target.port(), target.user());
		entry.setIdentitiesOnly(true);
		return doConnect(target.user(), address, attempt.context(), null, KeyIdentityProvider.EMPTY_KEYS_PROVIDER,
				entry);
	}

	/** A certificate has to be for the name that was configured, whatever the address. */
	@Override
	protected void onConnectOperationComplete(IoSession ioSession, ConnectFuture future, String username,
			SocketAddress address, KeyIdentityProvider identities, HostConfigEntry entry)
			throws IOException, GeneralSecurityException {
		super.onConnectOperationComplete(ioSession, future, username,
				InetSocketAddress.createUnresolved(entry.getHostName(), entry.getPort()), identities, entry);
	}

	/** Asks first for keys of the kinds that a server is known by. */
	private static final class Proposals implements SessionListener {

		@Override
		public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
			Attempt attempt = Attempt.of(session);
			if (attempt != null) {
				attempt.prefer(proposal);
			}
		}

	}

}
