package dev.torsion.mail.integration;

import dev.torsion.mail.AddressTemplate;
import dev.torsion.mail.MailEnvelope;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.integration.mapping.HeaderMapper;
import org.springframework.util.Assert;

/**
 * Begins a flow with the mail for some addresses: what
 * {@link org.springframework.integration.mail.inbound.ImapIdleChannelAdapter} is for a
 * mailbox, for mail that comes by SMTP or LMTP, without a mailbox and without polling.
 *
 * <pre>
 * IntegrationFlow.from(new MailInboundAdapter("support@example.org")) ...
 * </pre>
 *
 * The payload is the {@link MimeMessage}, one for each recipient; with a
 * {@linkplain #setHeaderMapper header mapper} it is the content. There are headers of
 * {@link org.springframework.integration.mail.MailHeaders} and of {@link SmtpHeaders}.
 * <p>
 * The flow runs on the pool for blocking work, and the client gets its 250 when the part
 * of it that runs there has completed. If it fails the client is told to try again, or,
 * if a {@link dev.torsion.mail.MailRefusedException} is the cause, what that says; unless
 * there is an error channel, which then has taken the message. While the adapter is
 * stopped, clients are told to try again. The limits are those of
 * {@code network.mail.listeners}.
 */
public final class MailInboundAdapter extends MessageProducerSupport {

	private final AddressTemplate addresses;

	private @Nullable HeaderMapper<MimeMessage> headerMapper;

	private boolean embeddedPartsAsBytes = true;

	private @Nullable InboundAdapters adapters;

	/**
	 * Takes mail for some addresses.
	 * @param template the addresses, such as <code>ticket+{id}@example.org</code>; what
	 * the variables stand for is in the envelope
	 * @throws IllegalArgumentException if it is not written as a template
	 */
	public MailInboundAdapter(String template) {
		this.addresses = AddressTemplate.parse(template);
	}

	/**
	 * Makes the content the payload, and maps headers.
	 * @param headerMapper maps headers, such as
	 * {@link org.springframework.integration.mail.support.DefaultMailHeaderMapper}
	 */
	public void setHeaderMapper(HeaderMapper<MimeMessage> headerMapper) {
		this.headerMapper = headerMapper;
	}

	/**
	 * With a header mapper, makes content of several parts bytes.
	 * @param embeddedPartsAsBytes {@code false} to leave it as it is; {@code true} if not
	 * set
	 */
	public void setEmbeddedPartsAsBytes(boolean embeddedPartsAsBytes) {
		this.embeddedPartsAsBytes = embeddedPartsAsBytes;
	}

	@Override
	public String getComponentType() {
		return "mail:smtp-inbound-channel-adapter";
	}

	@Override
	protected void onInit() {
		super.onInit();
		BeanFactory beans = getBeanFactory();
		Assert.state(beans != null, "'beanFactory' must not be null");
		InboundAdapters adapters = beans.getBean(InboundAdapters.class);
		adapters.add(this);
		this.adapters = adapters;
	}

	@Override
	public void destroy() {
		if (this.adapters != null) {
			this.adapters.remove(this);
		}
		super.destroy();
	}

	AddressTemplate addresses() {
		return this.addresses;
	}

	/**
	 * Runs the flow; blocks.
	 * @param envelope the envelope, with one recipient
	 * @param bytes the message
	 * @throws Exception if the flow fails
	 */
	void receive(MailEnvelope envelope, byte[] bytes) throws Exception {
		sendMessage(new MessageMapping(this.headerMapper, this.embeddedPartsAsBytes).map(envelope, bytes,
				getMessageBuilderFactory()));
	}

	@Override
	public String toString() {
		return getComponentType() + " '" + getComponentName() + "'";
	}

}
