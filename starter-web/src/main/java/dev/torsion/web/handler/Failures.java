package dev.torsion.web.handler;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.RejectedExecutionException;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the failure of a file means to a client. Any other is ours, and a 500.
 */
final class Failures {

	private Failures() {
	}

	static Throwable of(Throwable ex) {
		if (ex instanceof NoSuchFileException || ex instanceof NotDirectoryException) {
			return new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
		if (ex instanceof AccessDeniedException) {
			return new ResponseStatusException(HttpStatus.FORBIDDEN, null, ex);
		}
		if (ex instanceof RejectedExecutionException) {
			return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, null, ex);
		}
		return ex;
	}

}
