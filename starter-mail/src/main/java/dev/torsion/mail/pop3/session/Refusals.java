package dev.torsion.mail.pop3.session;

import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.ResponseCode;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;

/**
 * What clients are told that cannot log in, RFC 3206: whether it is their credentials, or
 * us. An account that is not there is a password that is wrong.
 */
final class Refusals {

	private Refusals() {
	}

	static Pop3Exception of(AuthenticationException cause) {
		if (cause instanceof SaslFailure failure) {
			return ofSasl(failure);
		}
		if (cause instanceof AuthenticationServiceException) {
			return new Pop3Exception(ResponseCode.SYS_TEMP, "Nobody can log in at the moment, try again later");
		}
		if (cause instanceof AccountStatusException) {
			return new Pop3Exception(ResponseCode.AUTH, "This account may not be used");
		}
		if (cause instanceof InsufficientAuthenticationException) {
			return new Pop3Exception(ResponseCode.AUTH, "This account has no mailbox");
		}
		return new Pop3Exception(ResponseCode.AUTH, "Wrong name or password");
	}

	private static Pop3Exception ofSasl(SaslFailure failure) {
		return switch (failure.reason()) {
			case MECHANISM -> new Pop3Exception("This mechanism is not offered");
			case PRIVACY -> new Pop3Exception(ResponseCode.AUTH, "Others could read along: STLS first");
			case MALFORMED -> new Pop3Exception("That is nothing the mechanism knows");
			case ABORTED -> new Pop3Exception("Given up, as asked for");
			case REFUSED -> new Pop3Exception(ResponseCode.AUTH, "Nobody may act for somebody else");
		};
	}

}
