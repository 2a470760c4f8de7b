// client.cjs PORT FINGERPRINT  runs commands as amy, and moves the file "input" there and back
const { createHash } = require('crypto');
const { Client } = require('ssh2');
const [port, fingerprint] = process.argv.slice(2);
const client = new Client();

function exec(command, input) {
	return new Promise((resolve, reject) => client.exec(command, (error, channel) => {
		if (error) {
			return reject(error);
		}
		let output = '';
		let status;
		channel.on('data', (data) => output += data).on('exit', (code) => status = code).on('close', () => resolve([output, status]));
		channel.end(input);
	}));
}

function sftp() {
	return new Promise((resolve, reject) => client.sftp((error, files) => error ? reject(error) : resolve(files)));
}

function call(files, method, ...args) {
	return new Promise((resolve, reject) => files[method](...args, (error) => error ? reject(error) : resolve()));
}

client.on('ready', async () => {
	const [output, status] = await exec('upper', 'hello\n');
	console.log(output + '\n' + status);
	console.log((await exec('fail 7'))[1]);
	const files = await sftp();
	await call(files, 'fastPut', 'input', 'there');
	await call(files, 'fastGet', 'there', 'back');
	client.end();
}).connect({
	host: '127.0.0.1', port: Number(port), username: 'amy', password: 'secret',
	hostVerifier: (key) => 'SHA256:' + createHash('sha256').update(key).digest('base64').replace(/=+$/, '') === fingerprint
});
