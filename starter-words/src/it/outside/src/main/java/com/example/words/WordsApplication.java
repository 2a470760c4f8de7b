package com.example.words;

import dev.torsion.words.Message;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomListener;
import reactor.core.publisher.Flux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class WordsApplication {

	public static void main(String[] args) {
		SpringApplication.run(WordsApplication.class, args);
	}

	@RoomListener("lobby")
	Flux<Message> greet(Flux<RoomEvent> events) {
		return events.ofType(RoomEvent.Joined.class).map((joined) -> Message.of("Hello, " + joined.by().nick()));
	}

}
