// Sends messages over a few connections to a submission server on the port that is given
const nodemailer = require('nodemailer');

async function send(port, count) {
	const transport = nodemailer.createTransport({
		host: '127.0.0.1', port, name: 'there.example', requireTLS: true, tls: { rejectUnauthorized: false },
		auth: { user: 'ada@example.org', pass: 'secret' }, pool: true, maxConnections: 3
	});
	const sent = Array.from({ length: count }, (_, number) => transport.sendMail({
		from: 'Ada <ada@example.org>', to: 'bob@example.org, cleo@example.org', subject: 'Grüße ' + number,
		text: '.\n..two\nGrüße\n', attachments: [{ filename: 'bytes', content: Buffer.alloc(100 * 1024, number) }]
	}));
	for (const { accepted, rejected } of await Promise.all(sent)) {
		console.log(accepted.join(), rejected.length);
	}
	transport.close();
}

send(Number(process.argv[2]), 10).catch((failure) => {
	console.error(failure);
	process.exitCode = 1;
});
