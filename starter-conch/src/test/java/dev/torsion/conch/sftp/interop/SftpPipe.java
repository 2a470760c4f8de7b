package dev.torsion.conch.sftp.interop;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.*;

import dev.torsion.conch.*;
import dev.torsion.conch.sftp.session.*;
import dev.torsion.conch.sftp.session.extensions.StandardExtensions;
import dev.torsion.conch.sftp.session.requests.StandardRequests;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.files.WritableJail;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.*;
import reactor.core.scheduler.*;

public class SftpPipe {

	public static void main(String[] a) throws Exception {
		ServerSocket ss = new ServerSocket(Integer.parseInt(a[0]), 5, InetAddress.getLoopbackAddress());
		Scheduler pool = Schedulers.newBoundedElastic(8, 1000, "pool");
		EventLoop loop = new EventLoop() {
			Scheduler s = Schedulers.newSingle("loop");

			public void execute(Runnable t) {
				s.schedule(t);
			}

			public <T> Mono<T> blocking(Callable<? extends T> w) {
				return Mono.<T>fromCallable(w).subscribeOn(pool).publishOn(s);
			}

			public Scheduler scheduler() {
				return s;
			}
		};
		SftpSubsystem sub = new SftpSubsystem((l) -> new WritableJail(Path.of(a[1])), new SftpSettings(100, 4, 022),
				StandardRequests.all(StandardExtensions.all()), loop, Clock.systemDefaultZone());
		while (true) {
			Socket s = ss.accept();
			new Thread(() -> {
				try {
					serve(s, sub);
				}
				catch (Exception e) {
					e.printStackTrace();
				}
			}).start();
		}
	}

	static void serve(Socket s, SftpSubsystem sub) throws Exception {
		InputStream in = s.getInputStream();
		var out = Channels.newChannel(s.getOutputStream());
		Scheduler one = Schedulers.newSingle("conn");
		SshSession session = new SshSession() {
			public SshConnection connection() {
				return RecordingConnection.of("ada");
			}

			public String command() {
				return "";
			}

			public Map<String, String> environment() {
				return Map.of();
			}

			public Pty pty() {
				return null;
			}

			public Flux<Pty> resizes() {
				return Flux.empty();
			}

			public Flux<String> signals() {
				return Flux.empty();
			}

			public Flux<ByteBuffer> input() {
				return Flux.empty();
			}

			public void readTo(SshInput i) {
				new Thread(() -> {
					try {
						byte[] b = new byte[32768];
						int n;
						while ((n = in.read(b)) > 0)
							i.received(ByteBuffer.wrap(b, 0, n));
					}
					catch (Exception e) {
						e.printStackTrace();
					}
					i.ended();
				}).start();
			}

			public void release(int n) {
			}

			public Mono<Void> write(ByteBuffer b) {
				Sinks.Empty<Void> d = Sinks.empty();
				one.schedule(() -> {
					try {
						while (b.hasRemaining())
							out.write(b);
						d.tryEmitEmpty();
					}
					catch (Exception e) {
						d.tryEmitError(e);
					}
				});
				return d.asMono();
			}

			public Mono<Void> writeError(ByteBuffer b) {
				return Mono.empty();
			}

			public Mono<Void> closed() {
				return Mono.never();
			}
		};
		Integer st = sub.run(session).block();
		System.out.println("exit " + st);
		s.close();
	}

}
