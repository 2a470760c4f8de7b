package dev.torsion.mail.listener;

import java.util.Properties;

import dev.torsion.mapping.ArgumentResolver;
import dev.torsion.mapping.Invocation;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Gives the methods that listen to mail the message as a {@link MimeMessage}.
 */
public final class MimeMessageResolver implements ArgumentResolver {

	private final Session session;

	/**
	 * Creates the resolver.
	 */
	public MimeMessageResolver() {
		Properties properties = new Properties();
		properties.put("mail.mime.address.strict", "false");
		this.session = Session.getInstance(properties);
	}

	@Override
	public boolean supports(MethodParameter parameter) {
		return parameter.getParameterType() == MimeMessage.class
				&& AnnotatedElementUtils.hasAnnotation(parameter.getExecutable(), MailListener.class);
	}

	/** Reads the headers alone; what is behind them is read when it is asked for. */
	@Override
	public @Nullable Object resolve(MethodParameter parameter, Invocation invocation) {
		byte[] bytes = invocation.find(byte[].class);
		try {
			return (bytes != null) ? new MimeMessage(this.session, new SharedByteArrayInputStream(bytes)) : null;
		}
		catch (MessagingException ex) {
			throw new IllegalArgumentException("Cannot read the headers of a message", ex);
		}
	}

}
