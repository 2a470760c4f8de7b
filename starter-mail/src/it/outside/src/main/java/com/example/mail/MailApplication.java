package com.example.mail;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.torsion.mail.MailDelivery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

@SpringBootApplication
public class MailApplication {

	public static void main(String[] args) {
		SpringApplication.run(MailApplication.class, args);
	}

	@Bean
	BlockingQueue<String> tickets() {
		return new LinkedBlockingQueue<>();
	}

	@Bean
	MailDelivery ticketMail(BlockingQueue<String> tickets) {
		return MailDelivery.to("ticket+{id}@example.org",
				(envelope, message) -> message.bytes(DataSize.ofKilobytes(100))
					.doOnNext((bytes) -> tickets.add(envelope.variable("id") + ": "
							+ message.headers().first("Subject").orElse(""))));
	}

}
