package dev.torsion.mail.smtp.session;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginSession;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.net.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * What a client has said, and proved, of itself.
 */
final class Visitor {

	private final SmtpServer server;

	private final Transport transport;

	private String helo = "";

	private boolean extended;

	private @Nullable LoginSession login;

	private @Nullable MailClient client;

	Visitor(SmtpServer server, Transport transport) {
		this.server = server;
		this.transport = transport;
	}

	MailClient client() {
		MailClient known = this.client;
		if (known == null || known.login() != authentication()) {
			known = named(this.helo, this.extended);
			this.client = known;
		}
		return known;
	}

	/** The client, as it would be with another name. */
	MailClient named(String helo, boolean extended) {
		Authentication authentication = authentication();
		return new MailClient(this.transport.peer(), helo, protocol(extended, authentication != null),
				this.server.settings().service().listener(), this.transport.isSecure(), authentication);
	}

	/** RFC 3848. */
	private String protocol(boolean extended, boolean authenticated) {
		if (!extended) {
			return "SMTP";
		}
		return ((this.server.settings().service() == SmtpService.LMTP) ? "LMTP" : "ESMTP")
				+ (this.transport.isSecure() ? "S" : "") + (authenticated ? "A" : "");
	}

	void introduced(String helo, boolean extended) {
		this.helo = helo;
		this.extended = extended;
		this.client = null;
	}

	/** The client with a message that has SMTPUTF8: RFC 6531 section 4.3. */
	MailClient withUtf8() {
		MailClient known = client();
		if (!this.extended) {
			return known;
		}
		String protocol = known.protocol().startsWith("E") ? known.protocol().substring(1) : known.protocol();
		return new MailClient(known.address(), known.helo(), "UTF8" + protocol, known.listener(), known.secure(),
				known.login());
	}

	@Nullable Authentication authentication() {
		AvatarId id = (this.login != null) ? this.login.id() : null;
		return (id != null) ? id.authentication() : null;
	}

	LoginSession login(Logins logins) {
		LoginSession known = this.login;
		if (known == null) {
			known = new LoginSession(logins.portal(), "smtp", this.transport);
			this.login = known;
		}
		return known;
	}

	/** Forgets everything: RFC 3207 section 4.2. */
	void forget() {
		introduced("", false);
		if (this.login != null) {
			this.login.logout();
		}
	}

	void gone() {
		if (this.login != null) {
			this.login.end();
		}
	}

}
