package dev.torsion.mail.pop3.session.reply;

import java.util.Iterator;

import dev.torsion.net.Transport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Success with any number of lines, some thousand characters of which are in memory at a
 * time.
 */
final class LinesReply implements Pop3Reply {

	private static final int CHUNK = 16 * 1024;

	private final String text;

	private final Iterator<? extends CharSequence> lines;

	LinesReply(String text, Iterator<? extends CharSequence> lines) {
		this.text = text;
		this.lines = lines;
	}

	@Override
	public Mono<Void> send(Transport transport) {
		StringBuilder chunk = new StringBuilder("+OK ").append(this.text).append("\r\n");
		return Flux.<String>generate((sink) -> next(chunk, sink)).concatMap(transport::write, 0).then();
	}

	private void next(StringBuilder chunk, SynchronousSink<String> sink) {
		while (chunk.length() < CHUNK && this.lines.hasNext()) {
			CharSequence line = this.lines.next();
			if (line.length() > 0 && line.charAt(0) == '.') {
				chunk.append('.');
			}
			chunk.append(line).append("\r\n");
		}
		boolean last = !this.lines.hasNext();
		sink.next(last ? chunk.append(".\r\n").toString() : chunk.toString());
		if (last) {
			sink.complete();
		}
		chunk.setLength(0);
	}

}
