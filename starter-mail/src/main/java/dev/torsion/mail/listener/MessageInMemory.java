package dev.torsion.mail.listener;

import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailMessage;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * A message that is there already.
 *
 * @param headers its headers
 * @param bytes the whole of it
 */
record MessageInMemory(MailHeaders headers, byte[] bytes) implements MailMessage {

	@Override
	public Flux<DataBuffer> content() {
		return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(this.bytes)));
	}

}
