package dev.torsion.conch.auth;

import java.util.Map;

import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.cred.Portal;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.session.ServerSession;

/**
 * Makes the service {@code ssh-userauth} of each connection, in the place of MINA's.
 */
public final class UserAuthServices implements ServiceFactory {

	private static final AttributeKey<UserAuthService> SERVICE = new AttributeKey<>();

	private final Portal portal;

	private final AuthSettings settings;

	private final Map<String, AuthMethod> methods;

	/**
	 * Creates the factory.
	 * @param portal who decides
	 * @param settings how peers log in
	 * @param rules which keys may be used
	 */
	public UserAuthServices(Portal portal, AuthSettings settings, KeyRules rules) {
		this.portal = portal;
		this.settings = settings;
		this.methods = Map.of(AuthStep.PUBLIC_KEY, new PublicKeyMethod(rules), AuthStep.PASSWORD, new PasswordMethod(),
				AuthStep.INTERACTIVE, new InteractiveMethod());
	}

	@Override
	public String getName() {
		return "ssh-userauth";
	}

	/**
	 * The same each time: who asks for the service again, as some clients do before each
	 * request, has failed as often and proved as much as before.
	 */
	@Override
	public Service create(Session session) throws SshException {
		if (session.isAuthenticated()) {
			throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Somebody has logged in already");
		}
		UserAuthService known = session.getAttribute(SERVICE);
		if (known == null) {
			// Not while the map of attributes computes one: the service looks for others
			known = service(session);
			session.setAttribute(SERVICE, known);
		}
		return known;
	}

	private UserAuthService service(Session session) {
		SessionPeer peer = new SessionPeer((ServerSession) session);
		return new UserAuthService(session, new UserAuthentication(peer, this.portal, this.settings, this.methods));
	}

}
